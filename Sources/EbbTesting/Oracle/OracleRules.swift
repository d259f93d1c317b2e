import Foundation
import Registry

/// What a request means, decided the slow and obvious way, from the sentences of the design and from nothing else.
struct OracleRules {
    /// Whose request it was.
    struct Claim {
        let endpoint: Endpoint
        let site: Site
        /// Decoded, without the site's prefixes.
        let path: String
    }

    /// An operation, with the repository and the reference that it names.
    struct Meaning {
        // Foundation has an `Operation` too.
        var operation = Registry.Operation.other
        var repository = ""
        var reference = ""
        var kind = ReferenceKind.none
    }

    let migration: Migration

    /// The endpoint that a request belongs to: an exact host before a pattern, then the longest prefixes.
    func claim(host: String, path: String) -> Claim? {
        var decoded = percentDecoded(percentDecoded(path))
        if !decoded.hasPrefix("/") { decoded = "/" + decoded }
        var best: (rank: [Int], claim: Claim)?
        for endpoint in migration.endpoints {
            for site in endpoint.sites where fits(site.host, host) {
                guard let rest = remainder(of: decoded, at: site) else { continue }
                let rank = [
                    site.host.contains("*") ? 0 : 1, site.host.count { $0 != "*" }, site.pathPrefix.count,
                    site.repositoryPrefix.count,
                ]
                if let best, !best.rank.lexicographicallyPrecedes(rank) { continue }
                best = (rank, Claim(endpoint: endpoint, site: site, path: rest))
            }
        }
        return best?.claim
    }

    private func fits(_ pattern: String, _ host: String) -> Bool {
        guard pattern.contains("*") else { return pattern == host }
        let expression = pattern.components(separatedBy: "*").map(NSRegularExpression.escapedPattern)
            .joined(separator: ".+")
        return host.range(of: "^\(expression)$", options: .regularExpression) != nil
    }

    private func remainder(of path: String, at site: Site) -> String? {
        guard path == site.pathPrefix || path.hasPrefix(site.pathPrefix + "/") else { return nil }
        let rest = String(path.dropFirst(site.pathPrefix.count))
        if site.repositoryPrefix.isEmpty { return rest.isEmpty ? "/" : rest }
        let prefix = "/v2/\(site.repositoryPrefix)/"
        return rest.hasPrefix(prefix) && rest != prefix ? "/v2/" + rest.dropFirst(prefix.count) : nil
    }

    /// The table of section 4.1.
    func meaning(method: String, path: String) -> Meaning {
        let isGet = method.lowercased() == "get"
        let isHead = method.lowercased() == "head"
        let isMethod = method != "-" && method.contains(/^[A-Za-z_-]+$/)
        func choose(
            _ get: Registry.Operation,
            _ head: Registry.Operation,
            _ other: Registry.Operation
        ) -> Registry.Operation {
            isGet ? get : isHead ? head : isMethod ? other : .other
        }
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if path == "/v2" { return Meaning(operation: choose(.ping, .ping, .other)) }
        if path == "/v2/_catalog" { return Meaning(operation: choose(.catalog, .catalog, .other)) }
        if ["/token", "/v2/token", "/service/token", "/v2/auth", "/auth"].contains(path) {
            return Meaning(operation: choose(.token, .token, .token))
        }
        var meaning = Meaning()
        if let match = path.wholeMatch(of: /\/v2\/(.+)\/manifests\/([^\/]+)/) {
            let kind = referenceKind(String(match.2))
            guard kind != .none else { return Meaning() }
            meaning = Meaning(
                operation: choose(.manifestGet, .manifestHead, .push),
                repository: String(match.1),
                reference: String(match.2),
                kind: kind
            )
        } else if let match = path.wholeMatch(of: /\/v2\/(.+)\/blobs\/uploads(\/.*)?/) {
            meaning = Meaning(operation: choose(.push, .push, .push), repository: String(match.1))
        } else if let match = path.wholeMatch(of: /\/v2\/(.+)\/(blobs|referrers)\/([^\/]+)/), isDigest(match.3) {
            meaning = Meaning(
                operation: match.2 == "blobs"
                    ? choose(.blobGet, .blobHead, .push) : choose(.referrers, .referrers, .other),
                repository: String(match.1),
                reference: String(match.3),
                kind: .digest
            )
        } else if let match = path.wholeMatch(of: /\/v2\/(.+)\/tags\/list/) {
            meaning = Meaning(operation: choose(.tagList, .tagList, .other), repository: String(match.1))
        } else if let match = path.wholeMatch(of: /(.*\/)?containers\/images\/([^\/]+)/), isDigest(match.2) {
            return Meaning(operation: choose(.blobGet, .blobHead, .push), reference: String(match.2), kind: .digest)
        }
        return meaning.operation == .other || !isName(meaning.repository) ? Meaning() : meaning
    }

    private func isName(_ text: String) -> Bool {
        text.utf8.count <= 255
            && text.contains(/^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/)
    }

    private func isDigest(_ text: some StringProtocol) -> Bool {
        String(text).contains(/^sha256:[0-9a-f]{64}$/) || String(text).contains(/^sha512:[0-9a-f]{128}$/)
    }

    private func referenceKind(_ text: String) -> ReferenceKind {
        if text.contains(/^sha256-[0-9a-f]{64}\.(sig|att|sbom)$/) { return .signature }
        if isDigest(text) { return .digest }
        return text.contains(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/) ? .tag : .none
    }

    /// The list of section 4.2.
    func outcome(status: Int) -> Outcome {
        switch status {
        case 200, 201, 206: .served
        case 304: .notModified
        case 301, 302, 303, 307, 308: .redirected
        case 401, 403: .denied
        case 404: .missing
        case 429: .throttled
        case 400...499: .clientError
        case 500...599: .serverError
        default: .unknown
        }
    }

    /// Section 4.5.
    func via(_ line: OracleLine, at endpoint: Endpoint) -> Via {
        guard endpoint.role == .current else { return .none }
        let namespaces = line.query.components(separatedBy: "&").filter { $0.hasPrefix("ns=") }
        if let host = namespaces.first?.dropFirst(3), isLegacy(host: percentDecoded(String(host))) {
            return .mirrorConfigured
        }
        if claim(referer: line.referer)?.endpoint.role == .legacy { return .followed }
        return endpoint.observes.contains(.referer) && isWrittenInGo(line.agent) ? .direct : .unknown
    }

    /// Section 4.6: whose blob a front redirected to the store of its blobs; empty where no front says so.
    func repository(ofReferer referer: String) -> String {
        guard let claim = claim(referer: referer), claim.endpoint.role != .backend else { return "" }
        let meaning = meaning(method: "GET", path: claim.path)
        return meaning.operation == .blobGet ? meaning.repository : ""
    }

    private func claim(referer: String) -> Claim? {
        guard let match = referer.firstMatch(of: /^https?:\/\/([^\/?#]+)([^?#]*)/) else { return nil }
        return claim(host: hostName(String(match.1)), path: String(match.2))
    }

    private func isLegacy(host: String) -> Bool {
        let roles = migration.endpoints.filter { $0.sites.contains { fits($0.host, hostName(host)) } }.map(\.role)
        return roles.contains(.legacy) && !roles.contains(.current)
    }

    /// Tools that name the URL that redirected them.
    private func isWrittenInGo(_ agent: String) -> Bool {
        let tools = [
            "containerd", "docker", "cri-o", "containers", "skopeo", "buildah", "libpod", "crane", "kaniko", "flux",
            "cosign", "buildkit", "go-containerregistry", "harbor-registry-client", "go-http-client",
        ]
        let product = agent.prefix { $0 != "/" && $0 != " " }.lowercased()
        return tools.contains(product) || agent.contains(" go-containerregistry/")
    }
}

/// A host in lower case, without port.
func hostName(_ text: String) -> String {
    String(text.lowercased().replacing(/:[0-9]+$/, with: ""))
}
