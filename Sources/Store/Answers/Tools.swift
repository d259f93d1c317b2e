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
        var hasForgotten = false
    }

    static func rows(_ scope: Scope, _ store: any Store, family: String?) throws(StoreError) -> [[Answer.Cell]] {
        let tools = try store.agents().mapValues { Tool(userAgent: $0) }
        let endpoints = scope.endpointOfSite
        var facts = SumQuery(
            .clients,
            days: scope.days,
            sites: scope.sites,
            by: [.client, .site, .agent],
            measures: scope.counting.clientMeasures
        )
        if let family { facts.only[.agent] = tools.filter { $0.value.family == family }.map(\.key) }
        var groups: [Key: Int] = [:]
        for tool in Set(tools.values) {
            for role in Role.allCases { groups[Key(tool: tool, role: role)] = groups.count }
        }
        // Which group a row belongs to is looked up once for an agent and site, not for each client.
        var groupOf: [Int64: [Int64: Int]] = [:]
        for (agent, tool) in tools {
            groupOf[agent] = endpoints.mapValues { groups[Key(tool: tool, role: $0.role)] ?? 0 }
        }
        var sums = [Sums](repeating: Sums(), count: groups.count)
        var distinct = DistinctCount(groups: groups.count)
        for row in try store.sums(facts) {
            let site = row.value(.site, in: facts)
            guard let group = groupOf[row.value(.agent, in: facts)]?[site], let endpoint = endpoints[site] else {
                continue
            }
            let client = row.value(.client, in: facts)
            sums[group].add(row, at: endpoint, scope.counting)
            sums[group].hasForgotten = sums[group].hasForgotten || Client(id: UInt64(bitPattern: client)).isForgotten
            if endpoint.observes.contains(.clients) { distinct.add(client, to: group) }
        }
        let joins = scope.clients.form.joins(scope.days)
        return groups.compactMap { key, group in
            let sum = sums[group]
            guard sum.requests > 0 else { return nil }
            let known = joins && distinct.counts[group] > 0 && !(sum.hasForgotten && scope.days.count > 1)
            return [
                .text(key.tool.family), .text(key.tool.version), .text(key.role.rawValue), Answer.Cell(sum.requests),
                Answer.Cell(sum.pulls), Answer.Cell(sum.bytes),
                known ? Answer.Cell(scope.clients.count(distinct.counts[group])) : .null,
            ]
        }
    }
}

extension Tools.Sums {
    fileprivate mutating func add(_ row: SumRow, at endpoint: Endpoint, _ counting: PullCounting) {
        requests += row.requests
        if counting.counts(at: endpoint) { pulls = (pulls ?? 0) + counting.pulls(row, at: endpoint.role) }
        if endpoint.observes.contains(.bytes) { bytes = (bytes ?? 0) + row.bytes }
    }
}
