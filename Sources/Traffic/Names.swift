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

/// A name that a ``NameList`` numbers.
package protocol ListedName: Hashable, Sendable {
    /// About how many bytes it takes up beside itself.
    var sizeBeside: Int { get }
}

extension String: ListedName {
    /// Up to 15 bytes stand in the text itself; more have a place of their own, with a head of 32 bytes.
    package var sizeBeside: Int { utf8.count > 15 ? (utf8.count + 48) & ~15 : 0 }
}

extension SiteName: ListedName {
    package var sizeBeside: Int { host.sizeBeside + pathPrefix.sizeBeside + repositoryPrefix.sizeBeside }
}

/// A dictionary: each name once, by a small number.
///
/// Names are found by a hash table of their numbers: beside a million names it takes a fifth of what a `Dictionary` does.
package struct NameList<Name: ListedName>: Sendable {
    package private(set) var names: [Name] = []
    /// A name's number plus one; 0 where the slot is free. A power of two long, at most half full.
    private var slots = [UInt32](repeating: 0, count: 16)
    private var sizeBeside = 0

    /// - Parameter first: the name that gets number 0.
    package init(first: Name? = nil) {
        if let first { _ = id(first) }
    }

    /// About how many bytes it takes up.
    package var size: Int { names.capacity * MemoryLayout<Name>.stride + slots.count * 4 + sizeBeside }

    /// The name's number; a new one where it was not known.
    @specialized(where Name == String)
    @specialized(where Name == SiteName)
    package mutating func id(_ name: Name) -> UInt32 {
        var slot = place(of: name)
        while slots[slot] != 0 {
            let id = slots[slot] - 1
            if names[Int(id)] == name { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        names.append(name)
        slots[slot] = UInt32(names.count)
        sizeBeside += name.sizeBeside
        if names.count * 2 > slots.count { grow() }
        return UInt32(names.count - 1)
    }

    /// Hangs on a number that Swift draws for each process, so nobody can write names that all fall on one place.
    private func place(of name: Name) -> Int { name.hashValue & (slots.count - 1) }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for index in names.indices {
            var slot = place(of: names[index])
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }
}
