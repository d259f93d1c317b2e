import Registry

/// Which tools and how many repositories belong to rows of clients.
struct ClientDetails {
    struct Row {
        /// nil: not kept together with what was asked, or of too many clients to tell.
        var agents: Set<Int64>?
        var repositories: Int?
    }

    /// One a group, in their order.
    private(set) var rows: [Row]

    /// Clients that a question may name one by one.
    private static let most = 10_000

    /// - Parameter agents: the numbers of the tool that is asked for; nil: all.
    init(
        _ groups: [ClientGroup],
        _ scope: Scope,
        _ store: any Store,
        _ query: Query,
        agents: [Int64]?
    ) throws(StoreError) {
        let endpoints = scope.endpointOfSite
        rows = groups.map { $0.client == nil ? Row() : Row(agents: [], repositories: 0) }
        var members: [Role: [Int64: Int]] = [:]
        for (place, group) in groups.enumerated() where group.client != nil {
            for client in group.members { members[group.role, default: [:]][client] = place }
        }
        let clients = Set(members.values.flatMap(\.keys))
        var only: [Column: [Int64]] = clients.count <= Self.most ? [.client: clients.sorted()] : [:]
        if let agents { only[.agent] = agents }
        func each(
            _ marginal: Marginal,
            by column: Column,
            _ body: (_ place: Int, _ value: Int64) -> Void
        ) throws(StoreError) {
            let facts = SumQuery(
                marginal,
                days: scope.days,
                sites: scope.sites,
                by: [.client, .site, column],
                only: only,
                // Clients by tool are asked for with these measures elsewhere, and kept so.
                measures: marginal == .clients ? scope.counting.clientMeasures : []
            )
            for row in try store.sums(facts) {
                guard let role = endpoints[row.value(.site, in: facts)]?.role,
                    let place = members[role]?[row.value(.client, in: facts)]
                else { continue }
                body(place, row.value(column, in: facts))
            }
        }
        if query.repository == nil {
            try each(.clients, by: .agent) { rows[$0].agents?.insert($1) }
        } else {
            for place in rows.indices { rows[place].agents = nil }
        }
        if let repository = query.storedRepository {
            for place in rows.indices { rows[place].repositories = repository.isEmpty ? 0 : 1 }
        } else if query.tool == nil {
            var seen: [Set<Int64>] = Array(repeating: [], count: groups.count)
            try each(.pairs, by: .repository) { if $1 != 0 { seen[$0].insert($1) } }
            for (place, repositories) in seen.enumerated() where rows[place].repositories != nil {
                rows[place].repositories = repositories.count
            }
        } else {
            for place in rows.indices { rows[place].repositories = nil }
        }
    }
}
