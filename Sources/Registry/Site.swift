/// One place where an endpoint answers: a host, and the part of its paths that is the endpoint's.
package struct Site: Sendable, Equatable {
    /// In lower case, without port; `*` stands for one or more bytes.
    package let host: String
    /// What stands before `/v2/`: `/artifactory/api/docker/x`, or nothing.
    package let pathPrefix: String
    /// What stands between `/v2/` and the repository: `k8s-artifacts-prod`, or nothing.
    package let repositoryPrefix: String
    private let pattern: Wildcard

    /// A site; the host is brought to the form it is compared in.
    package init(host: String, pathPrefix: String = "", repositoryPrefix: String = "") {
        self.host = HostName.normalized(host)
        self.pathPrefix = pathPrefix
        self.repositoryPrefix = repositoryPrefix
        pattern = Wildcard(self.host)
    }

    /// Whether `host`, normalized, is this site's.
    func answers(to host: [UInt8]) -> Bool { pattern.matches(host) }

    /// Bytes of a path that decide whether it is this site's, the slash behind them aside.
    var prefixCount: Int {
        pathPrefix.utf8.count + (repositoryPrefix.isEmpty ? 0 : "/v2/".utf8.count + repositoryPrefix.utf8.count)
    }

    /// A decoded path without the site's prefixes, or nil when it lies elsewhere. Prefixes end where a part of the path
    /// ends.
    func remainder(of path: [UInt8]) -> [UInt8]? {
        let slash = UInt8(ascii: "/")
        guard path.starts(with: pathPrefix.utf8) else { return nil }
        let rest = path.dropFirst(pathPrefix.utf8.count)
        guard rest.isEmpty || rest.first == slash else { return nil }
        guard !repositoryPrefix.isEmpty else { return rest.isEmpty ? [slash] : Array(rest) }

        guard rest.starts(with: "/v2/".utf8), rest.dropFirst(4).starts(with: repositoryPrefix.utf8) else { return nil }
        let repository = rest.dropFirst(4 + repositoryPrefix.utf8.count)
        guard repository.first == slash, repository.count > 1 else { return nil }
        return Array("/v2".utf8) + repository
    }

    /// Of two sites that fit a request, the closer one counts: an exact host before a wildcard, a longer one before a
    /// shorter, then the longer prefixes.
    func isCloser(than other: Site) -> Bool {
        let mine = (pattern.isExact ? 1 : 0, pattern.literalCount, pathPrefix.utf8.count, repositoryPrefix.utf8.count)
        let its = (
            other.pattern.isExact ? 1 : 0, other.pattern.literalCount, other.pathPrefix.utf8.count,
            other.repositoryPrefix.utf8.count
        )
        return mine > its
    }
}
