import Registry

extension Migration {
    /// Reads `migration`. A preset comes first; what is written adds to it, and replaces what has the same name.
    init(_ element: Element) throws(ConfigurationError) {
        let section = try element.section(
            "`migration`",
            keys: ["preset", "name", "endpoints", "milestones", "renames"]
        )
        let preset = try section["preset"].map { element throws(ConfigurationError) in try Self.preset(element) }
        let name: String
        if let given = section["name"] {
            name = try given.text()
        } else if let preset {
            name = preset.name
        } else {
            throw element.error(
                "`migration` has neither `preset` nor `name`",
                "Write `preset: \(Migration.presetNames[0])`, or a `name` and your `endpoints`."
            )
        }
        self.init(
            name: name,
            endpoints: try Self.endpoints(section, preset?.endpoints ?? []),
            milestones: try Self.milestones(section["milestones"], preset?.milestones ?? []),
            renames: try (preset?.renames ?? []) + Self.renames(section["renames"])
        )
    }

    private static func preset(_ element: Element) throws(ConfigurationError) -> Migration {
        let name = try element.text()
        if let preset = Migration.preset(name) { return preset }
        throw element.error("there is no preset `\(name)`", Spelling.advice(for: name, among: Migration.presetNames))
    }

    private static func endpoints(
        _ section: Section,
        _ inherited: [Endpoint]
    ) throws(ConfigurationError) -> [Endpoint] {
        var endpoints = inherited
        var written: [String] = []
        let elements = try section["endpoints"].map { element throws(ConfigurationError) in
            try element.list(of: "an endpoint")
        }
        var claims = Claims()
        let sections = try (elements ?? []).map { element throws(ConfigurationError) in
            try EndpointSection(element)
        }
        for endpoint in inherited where !sections.contains(where: { $0.name == endpoint.name }) {
            claims.add(endpoint)
        }
        for section in sections {
            guard !written.contains(section.name) else {
                throw section.nameElement.error(
                    "there are two endpoints called `\(section.name)`",
                    "Rename one of them, or list all hosts under one."
                )
            }
            written.append(section.name)
            let endpoint = try section.endpoint(&claims)
            if let index = endpoints.firstIndex(where: { $0.name == endpoint.name }) {
                endpoints[index] = endpoint
            } else {
                endpoints.append(endpoint)
            }
        }
        for role in [Role.legacy, .current] where !endpoints.contains(where: { $0.role == role }) {
            throw (section["endpoints"] ?? section.element).error(
                "no endpoint has the role `\(role.rawValue)`",
                "A migration leads from a legacy endpoint to a current one: give one endpoint `role: \(role.rawValue)`."
            )
        }
        return endpoints
    }

    private static func milestones(
        _ element: Element?,
        _ inherited: [Milestone]
    ) throws(ConfigurationError) -> [Milestone] {
        var milestones: [Milestone] = []
        for element in try element?.list(of: "a milestone") ?? [] {
            let section = try element.section("a milestone", keys: ["name", "date"])
            let example = "Write `name: redirect` and `date: 2023-03-20`."
            let name = try section.required("name", remedy: example).text()
            let date = try section.required("date", remedy: example)
            guard let day = Day(try date.word()) else {
                throw date.error(
                    "`\(try date.word())` is no day of the calendar",
                    "Write year, month and day in UTC: `2023-03-20`."
                )
            }
            let milestone = Milestone(name: name, day: day)
            guard !milestones.contains(milestone) else {
                throw element.error("the milestone `\(name)` stands twice on \(day)", "Take one of them away.")
            }
            milestones.append(milestone)
        }
        return inherited.filter { old in !milestones.contains { $0.name == old.name } } + milestones
    }
}
