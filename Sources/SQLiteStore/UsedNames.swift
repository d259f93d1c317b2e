import Traffic

/// Which names of a table its facts have: a table may know many more from the sources before.
struct UsedNames {
    private(set) var sites: [Bool]
    private(set) var agents: [Bool]
    private(set) var repositories: [Bool]
    private(set) var tags: [Bool]

    /// - Parameter parts: facts of the table that were moved out of the memory.
    init(_ table: TrafficTable, _ parts: [SpilledFacts] = []) throws(SpillError) {
        sites = Array(repeating: false, count: table.sites.names.count)
        agents = Array(repeating: false, count: table.agents.names.count)
        repositories = Array(repeating: false, count: table.repositories.names.count)
        tags = Array(repeating: false, count: table.tags.names.count)
        note(table.facts)
        for part in parts { note(try part.read()) }
    }

    private mutating func note(_ facts: Facts) {
        for entry in facts.images {
            sites[Int(entry.key.site)] = true
            repositories[Int(entry.key.repository)] = true
            tags[Int(entry.key.tag)] = true
        }
        for entry in facts.uses { agents[Int(entry.key.agent)] = true }
    }
}
