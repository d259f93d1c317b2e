/// Whose request it was.
package struct Claim: Equatable, Sendable {
    /// Index in `Migration.endpoints`.
    package let endpoint: Int
    /// Index in `Endpoint.sites`.
    package let site: Int
    /// What is left for `Request`: without the site's prefixes, percent-decoded.
    package let path: String
}

extension Migration {
    /// The endpoint that a request belongs to; nil: none, it is unrelated.
    ///
    /// `host` is as logged, in any case, with or without port; of a storage log it is the bucket. `path` is as logged,
    /// without its query; an object store's key may lack the slash before it.
    package func claim(host: String, path: String) -> Claim? {
        let host = HostName.bytes(of: host)
        guard !host.isEmpty else { return nil }
        var decoded = PercentEncoding.decoded(path)
        if decoded.first != UInt8(ascii: "/") { decoded.insert(UInt8(ascii: "/"), at: 0) }

        var best: (site: Site, endpointIndex: Int, siteIndex: Int, rest: [UInt8])?
        for (endpointIndex, endpoint) in endpoints.enumerated() {
            for (siteIndex, site) in endpoint.sites.enumerated() where site.answers(to: host) {
                if let best, !site.isCloser(than: best.site) { continue }
                guard let rest = site.remainder(of: decoded) else { continue }
                best = (site, endpointIndex, siteIndex, rest)
            }
        }
        return best.map {
            Claim(endpoint: $0.endpointIndex, site: $0.siteIndex, path: String(decoding: $0.rest, as: UTF8.self))
        }
    }

    /// Whether `host`, as `?ns=` names it, is a host of a legacy endpoint.
    ///
    /// A host that serves a current endpoint too (one registry, two prefixes) tells nothing: false.
    package func isLegacy(host: String) -> Bool {
        let host = HostName.bytes(of: host)
        let roles = endpoints.lazy
            .filter { endpoint in endpoint.sites.contains { $0.answers(to: host) } }
            .map(\.role)
        return roles.contains(.legacy) && !roles.contains(.current)
    }

    /// Whether `referer`, a whole URL, is a page of a legacy endpoint.
    ///
    /// Go's HTTP client, and so nearly every container tool, names the URL that redirected it.
    /// https://pkg.go.dev/net/http#Client
    package func isLegacy(referer: String) -> Bool {
        let bytes = Array(referer.utf8)[...]
        let scheme = bytes.prefix { $0 != UInt8(ascii: ":") }
        let name = String(decoding: scheme, as: UTF8.self).lowercased()
        let afterScheme = bytes.dropFirst(scheme.count)
        guard name == "http" || name == "https", afterScheme.starts(with: "://".utf8) else { return false }

        let location = afterScheme.dropFirst(3).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let authority = location.prefix { $0 != UInt8(ascii: "/") }
        let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        let path = location.dropFirst(authority.count)
        let claim = claim(host: String(decoding: host, as: UTF8.self), path: String(decoding: path, as: UTF8.self))
        return claim.map { endpoints[$0.endpoint].role == .legacy } ?? false
    }
}
