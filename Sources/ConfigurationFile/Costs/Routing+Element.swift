import Analysis

extension Routing {
    /// Reads one of `routings`.
    ///
    /// - Parameter tariffs: the names of those that its rules may lead to.
    init(_ element: Element, tariffs: [String]) throws(ConfigurationError) {
        let section = try element.section("a routing", keys: ["name", "rules"])
        let routing = try section.required("name", remedy: "Write how it is asked for: `name: with a CDN`.").text()
        var rules: [Rule] = []
        for element in try section.required("rules", remedy: "Write a list.").list(of: "a rule") {
            let section = try element.section("a rule", keys: ["traffic", "network", "tariff"])
            let tariff = try section.required("tariff", remedy: "Write the name of one of `tariffs`.")
            let name = try tariff.text()
            guard tariffs.contains(name) else {
                throw tariff.error("there is no tariff `\(name)`", Spelling.advice(for: name, among: tariffs))
            }
            rules.append(
                Rule(
                    traffic: try section["traffic"].map { element throws(ConfigurationError) in
                        try element.choice(Traffic.self)
                    },
                    network: try section["network"].map { element throws(ConfigurationError) in try element.text() },
                    tariff: name
                )
            )
        }
        self.init(name: routing, rules: rules)
    }

    /// As lines of YAML.
    var yaml: [String] {
        ["name: \(Quoting.quoted(name))", "rules:"]
            + rules.map { rule in
                let conditions = [
                    rule.traffic.map { "traffic: \($0.rawValue)" },
                    rule.network.map { "network: \(Quoting.quoted($0))" },
                    "tariff: \(Quoting.quoted(rule.tariff))",
                ]
                return "  - {\(conditions.compactMap(\.self).joined(separator: ", "))}"
            }
    }
}
