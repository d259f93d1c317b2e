import Registry

/// Networks and repositories at the old endpoint, with the days on which each of the two endpoints was used.
struct StragglerGroups {
    struct Group {
        /// The number of the /24 or /48; nil: several of too few clients to be shown.
        var network: Int64?
        /// Under its old name.
        var repository: Int64
        /// The clients at the old endpoint.
        var members: Set<Int64> = []
        /// What they did there.
        var sums = ClientSums()
        var old = UseDays()
        var direct = UseDays()
        /// nil: of several networks, or of forgotten clients.
        var state: StragglerState?
        /// Whether it stands for forgotten clients: they have another number each day.
        var isForgotten: Bool { network.map { Client(id: UInt64(bitPattern: $0)).isForgotten } ?? false }
        /// Whether one of its clients is known as such by its user agent.
        var isMirror = false
        var isAutomation = false
    }

    private(set) var groups: [Group] = []

    /// - Parameters:
    ///   - names: the store's repositories.
    ///   - repository: the only one to look at, by its old name; nil: all.
    init(_ scope: Scope, _ store: any Store, _ names: [Int64: String], _ repository: String?) throws(StoreError) {
        var only: [Column: [Int64]] = [:]
        if let repository { only[.repository] = names.filter { $0.value == repository }.map(\.key) }
        let endpoints = scope.endpointOfSite(.legacy)
        let facts = SumQuery(
            .pairs,
            days: scope.days,
            sites: endpoints.keys.sorted(),
            by: [.day, .client, .repository, .site],
            only: only,
            measures: scope.counting.clientMeasures
        )
        var keys = KeyTable(width: 2)
        for row in try store.sums(facts) where row.values[2] != 0 {
            guard let endpoint = endpoints[row.values[3]] else { continue }
            let network = Self.network(of: row.values[1])
            let number = keys.number(of: [network, row.values[2]])
            if number == groups.count { groups.append(Group(network: network, repository: row.values[2])) }
            groups[number].sums.add(row, at: endpoint, scope.counting)
            groups[number].members.insert(row.values[1])
            groups[number].old.insert(Int(row.values[0]) - Int(scope.days.lowerBound))
        }
        try addDirectUse(scope, store, names)
        // As of the last day that the old endpoint's logs tell of: a log that is late makes nobody silent.
        let logged = SumQuery(.hours, days: scope.days, sites: endpoints.keys.sorted(), by: [.day], measures: [])
        guard let last = try store.sums(logged).map({ Int($0.values[0]) }).max() else { return }
        for index in groups.indices where !groups[index].isForgotten {
            groups[index].state = StragglerState(
                old: groups[index].old,
                direct: groups[index].direct,
                last: last - Int(scope.days.lowerBound)
            )
        }
    }

    /// Direct is what arrived at the new endpoint beyond what followed a redirect or may have.
    private mutating func addDirectUse(_ scope: Scope, _ store: any Store, _ names: [Int64: String]) throws(StoreError)
    {
        let newNames = NewNames(names, scope.migration.renames)
        var groupsOf: [[Int64]: [Int]] = [:]
        for (index, group) in groups.enumerated() {
            guard let network = group.network else { continue }
            groupsOf[[network, newNames.number(for: group.repository)], default: []].append(index)
        }
        func query(_ marginal: Marginal, _ measures: [SumMeasure]) -> SumQuery {
            SumQuery(
                marginal,
                days: scope.days,
                sites: scope.sites(of: .current),
                by: [.day, .client, .repository],
                measures: measures
            )
        }
        var keys = KeyTable(width: 3)
        var direct: [Int64] = []
        func add(_ row: SumRow, _ requests: Int64) {
            let number = keys.number(of: [row.values[0], row.values[1], row.values[2]])
            if number == direct.count { direct.append(0) }
            direct[number] += requests
        }
        for row in try store.sums(query(.pairs, [.requests])) where row.values[2] != 0 { add(row, row.requests) }
        for row in try store.sums(query(.handoffs, [.followed, .unknown])) where row.values[2] != 0 {
            add(row, -row.followed - row.unknown)
        }
        for (number, requests) in direct.enumerated() where requests > 0 {
            let key = keys.keys[number * 3..<number * 3 + 3].map(\.self)
            for index in groupsOf[[Self.network(of: key[1]), key[2]]] ?? [] {
                groups[index].direct.insert(Int(key[0]) - Int(scope.days.lowerBound))
            }
        }
    }

    /// The number of the /24 or /48 of a client. All forgotten clients are one.
    static func network(of number: Int64) -> Int64 {
        let client = Client(id: UInt64(bitPattern: number))
        return Int64(bitPattern: client.isForgotten ? Client.forgotten(0).id : client.masked(by: .prefix).id)
    }

    /// Keeps those alone that fit.
    mutating func keep(where fits: (inout Group) -> Bool) {
        var kept: [Group] = []
        for var group in groups where fits(&group) { kept.append(group) }
        groups = kept
    }

    /// Puts networks of fewer clients than may be shown together, a row a repository. What is asked for is chosen before.
    mutating func joinFew(_ minimum: Int) {
        guard minimum > 1 else { return }
        var shown: [Group] = []
        var few: [Int64: Group] = [:]
        for group in groups {
            if group.members.count >= minimum {
                shown.append(group)
            } else {
                few[group.repository, default: Group(network: nil, repository: group.repository)].add(group)
            }
        }
        groups = shown + few.values
    }
}

extension StragglerGroups.Group {
    fileprivate mutating func add(_ group: Self) {
        members.formUnion(group.members)
        sums += group.sums
        old.formUnion(group.old)
        direct.formUnion(group.direct)
        isMirror = isMirror || group.isMirror
        isAutomation = isAutomation || group.isAutomation
    }
}

extension Scope {
    /// The endpoint of each site of a role.
    fileprivate func endpointOfSite(_ role: Role) -> [Int64: Endpoint] {
        var result: [Int64: Endpoint] = [:]
        for part in allParts where part.endpoint.role == role {
            for site in part.sites { result[site] = part.endpoint }
        }
        return result
    }
}
