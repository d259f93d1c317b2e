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
        let numbers = repository.map { wanted in names.filter { $0.value == wanted }.map(\.key) }
        var keys = KeyTable(width: 2)
        for use in try OldUse.all(scope, store, of: numbers) where use.repository != 0 {
            let network = UsedDays.network(of: use.client)
            let number = keys.number(of: [network, use.repository])
            if number == groups.count { groups.append(Group(network: network, repository: use.repository)) }
            groups[number].sums.add(use.sum, at: use.endpoint, scope.counting)
            groups[number].members.insert(use.client)
        }
        // As of the last day that the old endpoint's logs tell of: a log that is late makes nobody silent.
        let logged = SumQuery(.hours, days: scope.days, sites: scope.sites(of: .legacy), by: [.day], measures: [])
        guard let last = try store.sums(logged).map({ Int($0.values[0]) }).max() else { return }
        let histories = try UseHistories(scope, store, names, of: numbers)
        for index in groups.indices {
            guard let network = groups[index].network, let history = histories[network, groups[index].repository]
            else { continue }
            (groups[index].old, groups[index].direct) = (history.old, history.direct)
            guard !history.isForgotten else { continue }
            groups[index].state = StragglerState(
                old: history.old,
                direct: history.direct,
                last: last - Int(scope.days.lowerBound)
            )
        }
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
