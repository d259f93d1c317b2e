import Registry

/// One of `endpoints`, by its name.
struct EndpointSection {
    let name: String
    let nameElement: Element
    private let section: Section

    init(_ element: Element) throws(ConfigurationError) {
        section = try element.section(
            "an endpoint",
            keys: [
                "name", "role", "hosts", "sites", "pathPrefix", "repositoryPrefix", "observes", "clients", "vantage",
            ]
        )
        nameElement = try section.required("name", remedy: "Write `name: old registry`, or its host's name.")
        name = try nameElement.text()
        guard Role(rawValue: name) == nil else {
            throw nameElement.error(
                "an endpoint cannot be called `\(name)`, which is a role",
                "Call it by its host; wherever an endpoint is asked for, a role stands for all that have it."
            )
        }
    }

    /// The endpoint; its sites go to `claims`.
    func endpoint(_ claims: inout Claims) throws(ConfigurationError) -> Endpoint {
        let role = try section.required("role", remedy: "Write one of \(Spelling.list(Role.allCases.map(\.rawValue))).")
            .choice(Role.self)
        return Endpoint(
            name: name,
            role: role,
            sites: try sites(&claims),
            observes: try observes(),
            vantage: try section["vantage"].map { element throws(ConfigurationError) in
                try element.choice(Vantage.self)
            }
        )
    }

    private func sites(_ claims: inout Claims) throws(ConfigurationError) -> [Site] {
        var sites: [Site] = []
        if let hosts = section["hosts"] {
            let pathPrefix = try Prefix.path(section["pathPrefix"])
            let repositoryPrefix = try Prefix.repository(section["repositoryPrefix"])
            for element in try hosts.list(of: "a host") {
                let host = try HostPattern.read(element)
                let site = Site(host: host, pathPrefix: pathPrefix, repositoryPrefix: repositoryPrefix)
                try claims.add(site, of: name, at: element)
                sites.append(site)
            }
        } else if let prefix = section["pathPrefix"] ?? section["repositoryPrefix"] {
            throw prefix.error(
                "\(prefix.name) holds for `hosts`, and there are none",
                "Write `hosts`, or put the prefix into each of the `sites`."
            )
        }
        for element in try section["sites"]?.list(of: "a site") ?? [] {
            let section = try element.section("a site", keys: ["host", "pathPrefix", "repositoryPrefix"])
            let host = try section.required("host", remedy: "Write `host: registry.example`.")
            let site = Site(
                host: try HostPattern.read(host),
                pathPrefix: try Prefix.path(section["pathPrefix"]),
                repositoryPrefix: try Prefix.repository(section["repositoryPrefix"])
            )
            try claims.add(site, of: name, at: host)
            sites.append(site)
        }
        guard !sites.isEmpty else {
            throw section.element.error(
                "an endpoint has no `hosts`",
                "Write `hosts:` and a list of host names, or `sites:` where prefixes differ."
            )
        }
        return sites
    }

    private func observes() throws(ConfigurationError) -> Observes {
        let clients: Observes = try knowsClients() ? .clients : []
        guard let list = section["observes"] else { return Observes.everything.subtracting(.clients).union(clients) }
        var observes = clients
        for element in try list.list(of: list.name) {
            let word = try element.word()
            guard let (_, value) = Observes.names.first(where: { $0.key == word }) else {
                throw element.error(
                    "\(list.name) cannot be `\(word)`",
                    Spelling.advice(for: word, among: Observes.names.map(\.key))
                )
            }
            guard observes.insert(value).inserted else {
                throw element.error("`\(word)` stands twice", "Take one of them away.")
            }
        }
        return observes
    }

    /// Whether its logs know clients, as all do but those that are sums already.
    private func knowsClients() throws(ConfigurationError) -> Bool {
        guard let element = section["clients"] else { return true }
        let word = try element.word()
        guard word == "true" || word == "false" else {
            throw element.error(
                "`clients` of an endpoint cannot be `\(word)`",
                "Write `false` where its logs know no clients, or leave it out."
            )
        }
        return word == "true"
    }
}
