import Registry

/// One row a network and role. Networks are told by clients as they are stored, before anything of them is masked.
struct Networks {
    static let columns: [Answer.Column] = [
        .init("network", .text), .init("role", .text), .init("requests"), .init("pulls"), .init("bytes", .bytes),
        .init("redirected"), .init("clients"), .init("firstSeen", .time), .init("lastSeen", .time),
    ]

    private struct Key: Hashable {
        /// nil: the networks of too few clients to be shown.
        var network: Int?
        var role: Role
    }

    private struct Group {
        var sums = ClientSums()
        var clients: Int64 = 0
        var knowsClients = false
        var hasForgotten = false

        static func += (left: inout Group, right: Group) {
            left.sums += right.sums
            left.clients += right.clients
            left.knowsClients = left.knowsClients || right.knowsClients
            left.hasForgotten = left.hasForgotten || right.hasForgotten
        }
    }

    private let scope: Scope
    private let store: any Store
    private let query: Query

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        self.query = query
    }

    func rows() throws -> [[Answer.Cell]] {
        guard scope.clients.form.keepsAddresses else {
            throw QueryError(
                "This store keeps no addresses (privacy.store: \(scope.clients.form.mode.rawValue)), so that networks "
                    + "can't be told. Ask for images or tools, or ingest into a new store under exact or prefix."
            )
        }
        try scope.requireClients()
        return try withoutFew(groups()).map(cells)
    }

    private func groups() throws -> [Key: Group] {
        let agents = try query.tool.map { family in
            try store.agents().filter { Tool(userAgent: $0.value).family == family }.map(\.key)
        }
        let facts = try SumQuery(clientsOf: query, scope, store, agents: agents)
        let endpoints = scope.endpointOfSite
        var places: [Key: Int] = [:]
        var keys: [Key] = []
        var groups: [Group] = []
        var members = KeyTable(width: 2)
        for row in try store.sums(facts) {
            guard let endpoint = endpoints[row.value(.site, in: facts)] else { continue }
            let number = row.value(.client, in: facts)
            let client = Client(id: UInt64(bitPattern: number))
            let network = scope.networks?.table.number(of: client) ?? NetworkTable.unknown
            let key = Key(network: network, role: endpoint.role)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                keys.append(key)
                groups.append(Group())
            }
            groups[place].sums.add(row, at: endpoint, scope.counting)
            groups[place].hasForgotten = groups[place].hasForgotten || client.isForgotten
            guard endpoint.observes.contains(.clients) else { continue }
            groups[place].knowsClients = true
            let known = members.count
            if members.number(of: [Int64(place), number]) == known { groups[place].clients += 1 }
        }
        return Dictionary(uniqueKeysWithValues: zip(keys, groups))
    }

    /// Puts networks of fewer clients than may be shown together into one row a role. That a client is in none tells
    /// nothing of it.
    private func withoutFew(_ groups: [Key: Group]) -> [(Key, Group)] {
        var shown: [(Key, Group)] = []
        var few: [Role: Group] = [:]
        for (key, group) in groups {
            if key.network == NetworkTable.unknown || group.clients >= scope.clients.minimumGroup {
                shown.append((key, group))
            } else {
                few[key.role, default: Group()] += group
            }
        }
        return shown + few.map { (Key(network: nil, role: $0.key), $0.value) }
    }

    private func cells(_ key: Key, _ group: Group) -> [Answer.Cell] {
        let name =
            key.network.map { scope.networks?.table.name($0) ?? "unknown" }
            ?? "(fewer than \(scope.clients.minimumGroup) clients)"
        // Forgotten clients have another number each day.
        let isKnown = group.knowsClients && !(group.hasForgotten && scope.days.count > 1)
        return [
            .text(name), .text(key.role.rawValue), Answer.Cell(group.sums.requests), Answer.Cell(group.sums.pulls),
            Answer.Cell(group.sums.bytes), Answer.Cell(group.sums.redirected),
            isKnown ? Answer.Cell(scope.clients.count(group.clients)) : .null, .time(group.sums.first),
            .time(group.sums.last),
        ]
    }
}
