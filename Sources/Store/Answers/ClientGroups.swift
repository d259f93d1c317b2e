import Registry

/// What a row of an answer about clients stands for: one client, a network of them, or all that are too few to be shown.
struct ClientGroup {
    /// What is shown in the place of the stored clients; nil: those of whom too few belong together.
    var client: Int64?
    var role: Role
    /// The clients as they are stored.
    var members: [Int64] = []
    var sums = Sums()

    struct Sums {
        var requests: Int64 = 0
        var pulls: Int64?
        var bytes: Int64?
        var redirected: Int64 = 0
        var first: Int64 = .max
        var last: Int64 = .min
    }
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
        let wanted = try query.client.map { name throws(QueryError) in try number(named: name) }
        var facts = try facts()
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
            groups[place].sums.add(row, at: endpoint)
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

    private func number(named name: String) throws(QueryError) -> Int64 {
        if let number = scope.clients.number(named: name) { return number }
        let example =
            switch scope.clients.mode {
            case .exact: "192.0.2.1"
            case .prefix: "192.0.2.0/24"
            case .keyed, .none: "client-0123456789abcdef"
            }
        throw QueryError(
            "\"\(name)\" is no client as this answer shows them; one is written like \(example). See: clients."
        )
    }

    /// Sums by client; for one repository from the pairs, where which tool asked is not kept.
    private func facts() throws -> SumQuery {
        let isOfRepository = query.repository != nil
        var facts = SumQuery(
            isOfRepository ? .pairs : .clients,
            days: scope.days,
            sites: scope.sites,
            // By tool too, as the rows' tools and the answer about tools ask: so they are kept once.
            by: isOfRepository ? [.client, .site] : [.client, .site, .agent]
        )
        if let wanted = query.storedRepository {
            guard query.tool == nil else {
                throw QueryError("clients takes repository or tool, not both: which tool asked for what is not kept.")
            }
            facts.only[.repository] = try store.repositories().filter { $0.value == wanted }.map(\.key)
        }
        if let agents { facts.only[.agent] = agents }
        return facts
    }
}

extension ClientGroup {
    fileprivate mutating func add(_ group: ClientGroup) {
        members += group.members
        sums.requests += group.sums.requests
        if let pulls = group.sums.pulls { sums.pulls = (sums.pulls ?? 0) + pulls }
        if let bytes = group.sums.bytes { sums.bytes = (sums.bytes ?? 0) + bytes }
        sums.redirected += group.sums.redirected
        sums.first = min(sums.first, group.sums.first)
        sums.last = max(sums.last, group.sums.last)
    }
}

extension ClientGroup.Sums {
    fileprivate mutating func add(_ row: SumRow, at endpoint: Endpoint) {
        requests += row.requests
        if endpoint.countsPulls { pulls = (pulls ?? 0) + row.pulls(at: endpoint.role) }
        if endpoint.observes.contains(.bytes) { bytes = (bytes ?? 0) + row.bytes }
        redirected += row.redirected
        first = min(first, row.first)
        last = max(last, row.last)
    }
}
