/// What a path names, whatever the method does with it.
///
/// https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints
enum Target {
    case ping
    case manifest(name: ArraySlice<UInt8>, reference: ArraySlice<UInt8>)
    /// `name` is empty for an object store's key, which says the digest only.
    case blob(name: ArraySlice<UInt8>, digest: ArraySlice<UInt8>)
    case upload(name: ArraySlice<UInt8>)
    case tags(name: ArraySlice<UInt8>)
    case referrers(name: ArraySlice<UInt8>, digest: ArraySlice<UInt8>)
    case catalog
    case token
    case other

    /// - Parameter path: decoded, without its query and without the endpoint's prefixes.
    init(path: [UInt8]) {
        let slash = UInt8(ascii: "/")
        let path = path.count > 1 && path.last == slash ? path.dropLast() : path[...]
        if path.starts(with: "/v2/".utf8), let target = Self.inRepository(path.dropFirst(4)) {
            self = target
        } else if path.elementsEqual("/v2".utf8) {
            self = .ping
        } else if Self.tokens.contains(where: { path.elementsEqual($0.utf8) }) {
            self = .token
        } else if path.elementsEqual("/v2/_catalog".utf8) {
            self = .catalog
        } else {
            self = Self.inObjectStore(path) ?? .other
        }
    }

    private static let tokens = ["/token", "/v2/token", "/service/token", "/v2/auth", "/auth"]

    /// Searches from the right, since a name may hold slashes, and `manifests` or `blobs` as a part of its own.
    private static func inRepository(_ path: ArraySlice<UInt8>) -> Target? {
        let slash = UInt8(ascii: "/")
        guard var end = path.lastIndex(of: slash) else { return nil }
        while let before = path[..<end].lastIndex(of: slash) {
            if let keyword = Keyword(path[(before + 1)..<end]), let target = target(keyword, path[(end + 1)...]) {
                let name = path[..<before]
                return Grammar.isName(name) ? target(name) : nil
            }
            end = before
        }
        return nil
    }

    private enum Keyword: String {
        case manifests, blobs, tags, referrers

        init?(_ part: ArraySlice<UInt8>) {
            // Most parts are no keyword: spare them the string.
            guard 4...9 ~= part.count else { return nil }
            self.init(rawValue: String(decoding: part, as: UTF8.self))
        }
    }

    /// What `keyword` makes of the path behind it, given the name before it; nil when it does not fit.
    private static func target(
        _ keyword: Keyword,
        _ rest: ArraySlice<UInt8>
    ) -> ((ArraySlice<UInt8>) -> Target)? {
        let first = rest.prefix { $0 != UInt8(ascii: "/") }
        let isLast = first.count == rest.count
        switch keyword {
        case .manifests where isLast && (Grammar.isTag(first) || Grammar.isDigest(first)):
            return { .manifest(name: $0, reference: first) }
        case .blobs where isLast && Grammar.isDigest(first):
            return { .blob(name: $0, digest: first) }
        case .blobs where first.elementsEqual("uploads".utf8):
            return { .upload(name: $0) }
        case .tags where isLast && first.elementsEqual("list".utf8):
            return { .tags(name: $0) }
        case .referrers where isLast && Grammar.isDigest(first):
            return { .referrers(name: $0, digest: first) }
        default:
            return nil
        }
    }

    /// `…/containers/images/<digest>`, the layout that Google's registry left to the buckets after it.
    private static func inObjectStore(_ path: ArraySlice<UInt8>) -> Target? {
        let parts = path.split(separator: UInt8(ascii: "/")).suffix(3)
        guard parts.count == 3, let digest = parts.last, Grammar.isDigest(digest),
            parts[parts.startIndex].elementsEqual("containers".utf8),
            parts[parts.startIndex + 1].elementsEqual("images".utf8)
        else { return nil }
        return .blob(name: [], digest: digest)
    }
}
