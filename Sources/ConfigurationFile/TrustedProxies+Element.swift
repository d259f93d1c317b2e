import Registry

extension TrustedProxies {
    /// Reads `proxies`; nil where it is empty, which takes back what the store remembers.
    static func read(_ element: Element) throws(ConfigurationError) -> TrustedProxies? {
        let section = try element.section("`proxies`", keys: ["trusted", "hops"])
        guard let trusted = section["trusted"] else {
            return try section["hops"].map { element throws(ConfigurationError) in
                .hops(try element.integer(in: 1...100))
            }
        }
        if let hops = section["hops"] {
            throw hops.error(
                "`proxies` has `trusted` and `hops` at once",
                "Keep `trusted` where the proxies' addresses are known, `hops` where only their number is."
            )
        }
        var networks: [IPNetwork] = []
        for element in try trusted.list(of: "a trusted proxy") {
            let text = try element.text()
            guard let network = IPNetwork(text) else {
                throw element.error(
                    "\(element.name) cannot be `\(text)`",
                    "Write an address or a network: `10.0.0.0/8`, `2001:db8::/32`."
                )
            }
            guard !networks.contains(network) else {
                throw element.error("`\(text)` stands twice", "Take one of them away.")
            }
            networks.append(network)
        }
        return .networks(networks)
    }

    /// The section as lines of YAML.
    var yaml: [String] {
        switch self {
        case .networks(let networks):
            ["proxies:", "  trusted:"] + networks.map { "    - \(Quoting.quoted($0.description))" }
        case .hops(let hops): ["proxies:", "  hops: \(hops)"]
        }
    }
}
