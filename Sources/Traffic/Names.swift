package import Registry

/// Where requests arrived: a host, the prefixes that were taken off the path there, and who wrote the log.
///
/// A site is what the log says; which endpoint it belongs to is a rule, and rules may change.
package struct SiteName: Hashable, Sendable {
    /// In lower case, without port.
    package var host: String
    /// What stood before `/v2/`.
    package var pathPrefix: String
    /// What stood before the repository's name.
    package var repositoryPrefix: String
    package var vantage: Vantage

    package init(host: String, pathPrefix: String, repositoryPrefix: String, vantage: Vantage) {
        self.host = host
        self.pathPrefix = pathPrefix
        self.repositoryPrefix = repositoryPrefix
        self.vantage = vantage
    }
}

/// A dictionary: each name once, by a small number.
package struct NameList<Name: Hashable & Sendable>: Sendable {
    package private(set) var names: [Name] = []
    private var ids: [Name: UInt32] = [:]

    /// - Parameter first: the name that gets number 0.
    package init(first: Name? = nil) {
        if let first { _ = id(first) }
    }

    /// The name's number; a new one where it was not known.
    package mutating func id(_ name: Name) -> UInt32 {
        if let id = ids[name] { return id }
        let id = UInt32(names.count)
        ids[name] = id
        names.append(name)
        return id
    }
}
