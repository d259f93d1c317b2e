import Registry

/// What a row of an answer about clients stands for: one client, a network of them, or all that are too few to be shown.
struct ClientGroup {
    /// What is shown in the place of the stored clients; nil: those of whom too few belong together.
    var client: Int64?
    var role: Role
    /// The clients as they are stored.
    var members: [Int64] = []
    var sums = ClientSums()
}

/// Adds up the facts of clients as they are shown.
struct ClientGroups {
    private let scope: Scope
    private let store: any Store
    private let query: Query
    private let agents: [Int64]?

    /// - Parameter agents: the numbers of the tool that is asked for; nil: all.
    init(_ scope: Scope, _ store: any Store, _ query: Query, agents: [Int64]?) {
        self.scope = scope
        self.store = store
        self.query = query
        self.agents = agents
    }

    private struct Key: Hashable {
        var client: Int64?
        var role: Role
    }

    func groups() throws -> [ClientGroup] {
        let endpoints = scope.endpointOfSite
        let wanted = try query.client.map { name throws(QueryError) in try scope.clients.requireNumber(named: name) }
        var facts = try SumQuery(clientsOf: query, scope, store, agents: agents)
        if let wanted, scope.clients.mode == scope.clients.form.mode, !isForgotten(wanted) {
            facts.only[.client] = [wanted]
        }
        var places: [Key: Int] = [:]
        var groups: [ClientGroup] = []
        for row in try store.sums(facts) {
            guard let endpoint = endpoints[row.value(.site, in: facts)] else { continue }
            let client = row.value(.client, in: facts)
            let key = Key(client: scope.clients.shown(client), role: endpoint.role)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append(ClientGroup(client: key.client, role: key.role))
            }
            groups[place].sums.add(row, at: endpoint, scope.counting)
            groups[place].members.append(client)
        }
        groups = scope.clients.groups ? withoutFew(groups) : groups
        return wanted.map { wanted in groups.filter { $0.client == wanted } } ?? groups
    }

    private func isForgotten(_ client: Int64) -> Bool { Client(id: UInt64(bitPattern: client)).isForgotten }

    /// Puts networks of fewer clients than may be shown together into one row a role.
    private func withoutFew(_ groups: [ClientGroup]) -> [ClientGroup] {
        var shown: [ClientGroup] = []
        var few: [Role: ClientGroup] = [:]
        for group in groups {
            let isNobody = group.client.map { Client(id: UInt64(bitPattern: $0)).isNobody } ?? true
            if isNobody || Set(group.members).count >= scope.clients.minimumGroup {
                shown.append(group)
            } else {
                few[group.role, default: ClientGroup(client: nil, role: group.role)].add(group)
            }
        }
        return shown + few.values
    }
}

extension ClientGroup {
    fileprivate mutating func add(_ group: ClientGroup) {
        members += group.members
        sums += group.sums
    }
}
