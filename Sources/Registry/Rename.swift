/// How a repository of the old endpoint is called at the new one, where the name is not the same.
package enum Rename: Hashable, Sendable {
    case exact(from: String, to: String)
    /// A repository, or a part before a slash, and everything below it. An empty `to` takes the prefix away.
    case prefix(from: String, to: String)
    /// Each `*` stands for one or more characters, slashes included; the first `*` of `to` gives back what the first
    /// of `pattern` stood for, and so on.
    case pattern(pattern: String, to: String)
    /// It is not carried over. May hold `*`.
    case gone(String)

    /// How close the rule comes to `repository`; nil when it does not fit.
    func closeness(to repository: [UInt8]) -> Closeness? {
        switch self {
        case .exact(let from, _):
            return repository.elementsEqual(from.utf8) ? .exact : nil
        case .prefix(let from, let to):
            guard repository.starts(with: from.utf8) else { return nil }
            let rest = repository.dropFirst(from.utf8.count)
            // With nothing to put in its place, the prefix alone would leave no name.
            guard rest.isEmpty ? !to.isEmpty : rest.first == UInt8(ascii: "/") else { return nil }
            return .prefix(from.utf8.count)
        case .pattern(let pattern, _), .gone(let pattern):
            let wildcard = Wildcard(pattern)
            guard wildcard.matches(repository) else { return nil }
            return wildcard.isExact ? .exact : .pattern(wildcard.literalCount)
        }
    }

    /// The new name of a repository that the rule fits.
    func applied(to repository: [UInt8]) -> Renamed {
        switch self {
        case .exact(_, let to):
            return .to(to)
        case .prefix(let from, let to):
            let rest = repository.dropFirst(from.utf8.count)
            return .to(String(decoding: to.isEmpty ? rest.dropFirst() : Array(to.utf8) + rest, as: UTF8.self))
        case .pattern(let pattern, let to):
            var captures = (Wildcard(pattern).captures(in: repository) ?? [])[...]
            var name: [UInt8] = []
            for byte in to.utf8 {
                if byte == UInt8(ascii: "*"), let capture = captures.popFirst() {
                    name += repository[capture]
                } else {
                    name.append(byte)
                }
            }
            return .to(String(decoding: name, as: UTF8.self))
        case .gone:
            return .gone
        }
    }

    /// An exact name before a prefix, a longer prefix before a shorter, a prefix before a pattern.
    enum Closeness: Comparable {
        case pattern(Int)
        case prefix(Int)
        case exact
    }
}

/// What became of a repository.
package enum Renamed: Sendable, Equatable {
    case same
    case to(String)
    /// It does not exist at the new endpoint.
    case gone
}
