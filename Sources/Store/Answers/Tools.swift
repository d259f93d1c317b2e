import Registry

/// One row a tool, version and role.
struct Tools {
    static let columns: [Answer.Column] = [
        .init("tool", .text), .init("version", .text), .init("role", .text), .init("requests"), .init("pulls"),
        .init("bytes", .bytes), .init("clients"),
    ]

    private struct Key: Hashable {
        var tool: Tool
        var role: Role
    }

    fileprivate struct Sums {
        var requests: Int64 = 0
        var pulls: Int64?
        var bytes: Int64?
        var clients = Set<Int64>()
        var hasForgotten = false
    }

    static func rows(_ scope: Scope, _ store: any Store, family: String?) throws(StoreError) -> [[Answer.Cell]] {
        let tools = try store.agents().mapValues { Tool(userAgent: $0) }
        let endpoints = scope.endpointOfSite
        let joins = scope.clientForm.joins(scope.days)
        var facts = SumQuery(.clients, days: scope.days, sites: scope.sites, by: [.agent, .site, .client])
        if let family { facts.only[.agent] = tools.filter { $0.value.family == family }.map(\.key) }
        var sums: [Key: Sums] = [:]
        for row in try store.sums(facts) {
            guard let endpoint = endpoints[row.value(.site, in: facts)] else { continue }
            let key = Key(tool: tools[row.value(.agent, in: facts)] ?? Tool(userAgent: ""), role: endpoint.role)
            let client = row.value(.client, in: facts)
            sums[key, default: Sums()].add(row, client, at: endpoint)
        }
        return sums.map { key, sum in
            let known = joins && !(sum.hasForgotten && scope.days.count > 1)
            return [
                .text(key.tool.family), .text(key.tool.version), .text(key.role.rawValue), Answer.Cell(sum.requests),
                Answer.Cell(sum.pulls), Answer.Cell(sum.bytes), known ? Answer.Cell(sum.clients.count) : .null,
            ]
        }
    }
}

extension Tools.Sums {
    fileprivate mutating func add(_ row: SumRow, _ client: Int64, at endpoint: Endpoint) {
        requests += row.requests
        if endpoint.countsPulls { pulls = (pulls ?? 0) + row.pulls(at: endpoint.role) }
        if endpoint.observes.contains(.bytes) { bytes = (bytes ?? 0) + row.bytes }
        clients.insert(client)
        hasForgotten = hasForgotten || Client(id: UInt64(bitPattern: client)).isForgotten
    }
}
