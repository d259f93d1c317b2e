/// Whose request it was.
package struct Claim: Equatable, Sendable {
    /// Index in `Migration.endpoints`.
    package let endpoint: Int
    /// Index in `Endpoint.sites`.
    package let site: Int
    /// What is left for `Request`: without the site's prefixes, percent-decoded.
    package let path: String
}

/// The sites that answer at one host, the closest first: what is worked out once a host, not once a path.
package struct SitesAtHost: Sendable {
    fileprivate let sites: [(endpoint: Int, index: Int, site: Site)]

    /// Bytes of a path beyond which nothing decides which site claims it.
    package var longestPrefix: Int { sites.map(\.site.prefixCount).max() ?? 0 }

    /// The endpoint that a request at this host belongs to; nil: none, it is unrelated.
    ///
    /// `path` is as logged, without its query; an object store's key may lack the slash before it.
    package func claim(path: String) -> Claim? {
        guard !sites.isEmpty else { return nil }
        var decoded = PercentEncoding.decoded(path)
        if decoded.first != UInt8(ascii: "/") { decoded.insert(UInt8(ascii: "/"), at: 0) }
        for (endpoint, index, site) in sites {
            if let rest = site.remainder(of: decoded) {
                return Claim(endpoint: endpoint, site: index, path: String(decoding: rest, as: UTF8.self))
            }
        }
        return nil
    }
}

extension Migration {
    /// The sites at a host. It is as logged, in any case, with or without port; of a storage log it is the bucket.
    package func sites(atHost host: String) -> SitesAtHost {
        let host = HostName.bytes(of: host)
        guard !host.isEmpty else { return SitesAtHost(sites: []) }
        var sites: [(endpoint: Int, index: Int, site: Site)] = []
        for (endpoint, rules) in endpoints.enumerated() {
            for (index, site) in rules.sites.enumerated() where site.answers(to: host) {
                // Behind all that are as close: of equally close sites the first counts.
                let place = sites.firstIndex { site.isCloser(than: $0.site) } ?? sites.endIndex
                sites.insert((endpoint, index, site), at: place)
            }
        }
        return SitesAtHost(sites: sites)
    }

    /// The endpoint that a request belongs to; nil: none, it is unrelated.
    package func claim(host: String, path: String) -> Claim? {
        sites(atHost: host).claim(path: path)
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
    package func isLegacy(referer: String) -> Bool {
        claim(referer: referer).map { endpoints[$0.endpoint].role == .legacy } ?? false
    }

    /// What `referer`, a whole URL, asked for; nil where it is no page of an endpoint.
    ///
    /// Go's HTTP client, and so nearly every container tool, names the URL that redirected it.
    /// https://pkg.go.dev/net/http#Client
    package func claim(referer: String) -> Claim? {
        let bytes = Array(referer.utf8)[...]
        let scheme = bytes.prefix { $0 != UInt8(ascii: ":") }
        let name = String(decoding: scheme, as: UTF8.self).lowercased()
        let afterScheme = bytes.dropFirst(scheme.count)
        guard name == "http" || name == "https", afterScheme.starts(with: "://".utf8) else { return nil }

        let location = afterScheme.dropFirst(3).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let authority = location.prefix { $0 != UInt8(ascii: "/") }
        let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        let path = location.dropFirst(authority.count)
        return claim(host: String(decoding: host, as: UTF8.self), path: String(decoding: path, as: UTF8.self))
    }
}
