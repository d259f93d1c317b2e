import Registry

/// Which endpoint has which place, so that none has two.
struct Claims {
    private var owners: [Place: String] = [:]

    private struct Place: Hashable {
        let host, pathPrefix, repositoryPrefix: String

        init(_ site: Site) {
            host = site.host
            pathPrefix = site.pathPrefix
            repositoryPrefix = site.repositoryPrefix
        }
    }

    /// The sites of a preset, which are known to be apart.
    mutating func add(_ endpoint: Endpoint) {
        for site in endpoint.sites { owners[Place(site)] = endpoint.name }
    }

    mutating func add(_ site: Site, of endpoint: String, at element: Element) throws(ConfigurationError) {
        if let owner = owners.updateValue(endpoint, forKey: Place(site)) {
            throw element.error(
                "`\(site.host)` belongs to the endpoint `\(owner)` already",
                "Take it away from one of them, or give the two different prefixes."
            )
        }
    }
}
