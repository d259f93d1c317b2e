import Registry

/// One row a client and role.
struct Clients {
    private let scope: Scope
    private let store: any Store
    private let query: Query

    static let columns: [Answer.Column] = [
        .init("client", .text), .init("role", .text), .init("network", .text), .init("tools", .text),
        .init("mirror", .flag), .init("requests"), .init("pulls"), .init("bytes", .bytes), .init("redirected"),
        .init("repositories"), .init("firstSeen", .time), .init("lastSeen", .time),
    ]

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        self.query = query
    }

    private struct Key: Hashable {
        /// nil: all forgotten clients together.
        var client: Int64?
        var role: Role
    }

    fileprivate struct Sums {
        var requests: Int64 = 0
        var pulls: Int64?
        var bytes: Int64?
        var redirected: Int64 = 0
        var repositories = Set<Int64>()
        var agents = Set<Int64>()
        var first: Int64 = .max
        var last: Int64 = .min
    }

    func rows() throws -> [[Answer.Cell]] {
        guard scope.clientForm.mode != .none else {
            throw QueryError(
                "This store keeps no clients (privacy.store: none). Ask for images or tools, or ingest into a new store "
                    + "under another mode."
            )
        }
        guard scope.clientForm.joins(scope.days) || scope.isEmpty else {
            throw QueryError(
                "Client numbers of this store hold for one period of its key (\(scope.clientForm.text)). "
                    + "Ask for a range within one with --from and --to."
            )
        }
        let tools = try store.agents().mapValues { Tool(userAgent: $0) }
        return try sums(tools).compactMap { key, sum in
            let name = key.client.map(name) ?? "(forgotten)"
            if let wanted = query.client, wanted != name { return nil }
            let own = sum.agents.compactMap { tools[$0] }
            let names = Set(own.map { [$0.family, $0.version].filter { !$0.isEmpty }.joined(separator: " ") }).sorted()
            return [
                .text(name), .text(key.role.rawValue), .null, sum.agents.isEmpty ? .null : .texts(names),
                sum.agents.isEmpty ? .null : .flag(own.contains(where: \.isMirror)), Answer.Cell(sum.requests),
                Answer.Cell(sum.pulls), Answer.Cell(sum.bytes), Answer.Cell(sum.redirected),
                Answer.Cell(query.tool == nil ? sum.repositories.count : nil), .time(sum.first),
                .time(sum.last),
            ]
        }
    }

    private func name(_ client: Int64) -> String {
        Client(id: UInt64(bitPattern: client)).description(as: scope.clientForm.mode)
    }

    private func key(_ row: SumRow, _ endpoint: Endpoint, in facts: SumQuery) -> Key {
        let client = row.value(.client, in: facts)
        let isForgotten = Client(id: UInt64(bitPattern: client)).isForgotten
        return Key(client: isForgotten ? nil : client, role: endpoint.role)
    }

    /// Sums by client and tool; for one repository, by client alone: which tool asked for it is not kept.
    private func sums(_ tools: [Int64: Tool]) throws -> [Key: Sums] {
        var sums: [Key: Sums] = [:]
        let endpoints = scope.endpointOfSite
        var pairs = SumQuery(.pairs, days: scope.days, sites: scope.sites, by: [.client, .site, .repository])
        if let wanted = query.repository {
            if query.tool != nil {
                throw QueryError("clients takes repository or tool, not both: which tool asked for what is not kept.")
            }
            let name = wanted == "(none)" ? "" : wanted
            pairs.only[.repository] = try store.repositories().filter { $0.value == name }.map(\.key)
        } else {
            var facts = SumQuery(.clients, days: scope.days, sites: scope.sites, by: [.client, .site, .agent])
            if let family = query.tool {
                facts.only[.agent] = tools.filter { $0.value.family == family }.map(\.key)
            }
            for row in try store.sums(facts) {
                guard let endpoint = endpoints[row.value(.site, in: facts)] else { continue }
                let key = key(row, endpoint, in: facts)
                sums[key, default: Sums()].add(row, at: endpoint)
                sums[key, default: Sums()].agents.insert(row.value(.agent, in: facts))
            }
        }
        if query.tool != nil { return sums }
        for row in try store.sums(pairs) {
            guard let endpoint = endpoints[row.value(.site, in: pairs)] else { continue }
            let key = key(row, endpoint, in: pairs)
            let repository = row.value(.repository, in: pairs)
            if query.repository != nil { sums[key, default: Sums()].add(row, at: endpoint) }
            if repository != 0 { sums[key, default: Sums()].repositories.insert(repository) }
        }
        return sums
    }
}

extension Clients.Sums {
    fileprivate mutating func add(_ row: SumRow, at endpoint: Endpoint) {
        requests += row.requests
        if endpoint.countsPulls { pulls = (pulls ?? 0) + row.pulls(at: endpoint.role) }
        if endpoint.observes.contains(.bytes) { bytes = (bytes ?? 0) + row.bytes }
        redirected += row.redirected
        first = min(first, row.first)
        last = max(last, row.last)
    }
}
