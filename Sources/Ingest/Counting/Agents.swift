import AccessLogs
import Registry
import Traffic

/// User agents: each distinct one is looked at once.
struct Agents {
    struct Agent: BitwiseCopyable {
        /// In the table's list of names.
        var number: UInt32
        var sendsReferer: Bool
    }

    private var agents = Memo<Agent>()

    /// Characters of a user agent that are kept. Those of container tools have about 200.
    private static let lengthLimit = 300

    @inline(__always)
    mutating func agent(of record: Record, in chunk: Span<UInt8>, naming table: inout TrafficTable) -> Agent {
        let run = chunk.extracting(record.userAgent.indices)
        let hash = RunHash(run, seed: UInt64(record.escaping.rawValue))
        return agents.value(of: hash) ?? add(chunk.text(record.userAgent, record.escaping), hash, naming: &table)
    }

    @inline(never)
    private mutating func add(_ text: String, _ hash: RunHash, naming table: inout TrafficTable) -> Agent {
        let name = String(text.prefix(Self.lengthLimit))
        let agent = Agent(number: table.agents.id(name), sendsReferer: Tool(userAgent: name).sendsReferer)
        agents.insert(agent, for: hash)
        return agent
    }

    /// Forgets all where they take up more than `limit` bytes.
    mutating func trim(to limit: Int) {
        if agents.size > limit { agents = Memo() }
    }
}
