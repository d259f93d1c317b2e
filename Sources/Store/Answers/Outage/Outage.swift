import Analysis
import Registry

/// What would break if the old endpoint stopped serving and kept its redirect: one row an image, or a network.
struct Outage {
    static func columns(_ per: Query.Per) -> [Answer.Column] {
        let subject: [Answer.Column] =
            switch per {
            case .network: [.init("network", .text)]
            default: [.init("repository", .text), .init("newName", .text)]
            }
        return subject + [
            .init("fails"), .init("lost"), .init("survives"), .init("failingClients"), .init("bytes", .bytes),
            .init("firstSeen", .time), .init("lastSeen", .time),
        ]
    }
    static let networkNote = ClientWays.note(column: "survives")
    /// Days that are looked at unless a range is given.
    static let usualDays: Int32 = 7
    /// Days that can be looked at at once: each client and repository of each day is.
    private static let mostDays = 31

    private let scope: Scope
    private let store: any Store
    private let query: Query
    private let names: [Int64: String]
    private let newNames: NewNames
    private let settled: SettledUses

    init(_ scope: Scope, _ store: any Store, _ query: Query) throws {
        guard scope.days.count <= Self.mostDays else {
            throw QueryError("outage looks at \(Self.mostDays) days at most. Narrow the range with from and to.")
        }
        self.scope = scope
        self.store = store
        self.query = query
        names = try store.repositories()
        newNames = NewNames(names, scope.migration.renames)
        settled = try SettledUses.of(scope, store)
    }

    func rows() throws -> [[Answer.Cell]] {
        switch query.per ?? .image {
        case .network:
            let networks = try NetworkNames(scope)
            var groups = try self.networks(networks)
            groups.joinFew(scope.clients.minimumGroup, except: networks.tellsNothing)
            return groups.groups.filter { !$0.isEmpty }.map { [.text(networks.name($0.key))] + cells($0) }
        default:
            return try images().groups.compactMap { group in
                let repository = group.key ?? 0
                let name = repository == 0 ? "(none)" : names[repository] ?? ""
                guard !group.isEmpty, query.repository == nil || name == query.repository else { return nil }
                let newName = repository == 0 ? nil : scope.migration.newName(of: name)
                return [.text(name), Answer.Cell(text: newName)] + cells(group)
            }
        }
    }

    /// By old repository.
    private func images() throws(StoreError) -> OutageGroups {
        var groups = OutageGroups()
        var redirects: [Int64: [Int64: Int64]] = [:]
        for use in try OldUse.all(scope, store) {
            add(use, to: use.repository, of: &groups)
            guard use.sum.redirected > 0 else { continue }
            let newName = newNames.number(for: use.repository)
            redirects[newName, default: [:]][use.repository, default: 0] += use.sum.redirected
        }
        for use in settled.lost { addLost(use, to: use.repository, of: &groups) }
        var survivors = try FollowedPulls.byRepository(scope, store)
        for use in settled.followed { survivors[use.repository, default: 0] += use.count }
        // What arrived under a new name came from those old ones that were redirected, by how often.
        for (repository, pulls) in survivors {
            let origins = (redirects[repository] ?? [repository: 1]).sorted { $0.key < $1.key }
            for (origin, part) in zip(origins, apportioned(pulls, by: origins.map(\.value))) where part > 0 {
                groups.add(to: origin.key) { $0.survives += part }
            }
        }
        return groups
    }

    /// By the number of the network.
    private func networks(_ networks: NetworkNames) throws(StoreError) -> OutageGroups {
        let old = query.storedRepository.map { wanted in Set(names.filter { $0.value == wanted }.map(\.key)) }
        let new = old.map { Set($0.map(newNames.number)) }
        var groups = OutageGroups()
        for use in try OldUse.all(scope, store) where old?.contains(use.repository) != false {
            add(use, to: networks.number(of: use.client), of: &groups)
        }
        for use in settled.lost where old?.contains(use.repository) != false {
            addLost(use, to: networks.number(of: use.client), of: &groups)
        }
        for use in try settled.followed + FollowedPulls.byClient(scope, store)
        where new?.contains(use.repository) != false {
            let key = networks.number(of: use.client)
            groups.add(to: key) { $0.survives += use.count }
            groups.count(use.client, in: key, fails: false)
        }
        return groups
    }

    private func add(_ use: OldUse, to key: Int64, of groups: inout OutageGroups) {
        let pulls = scope.counting.counts(at: use.endpoint) ? scope.counting.pulls(use.sum, at: .legacy) : 0
        groups.add(to: key) { group in
            group.fails += pulls
            if use.endpoint.observes.contains(.bytes) { group.bytes += use.sum.bytes }
            group.first = min(group.first, use.sum.first)
            group.last = max(group.last, use.sum.last)
        }
        groups.count(use.client, in: key, fails: pulls > 0)
    }

    private func addLost(_ use: PairCounts.Count, to key: Int64, of groups: inout OutageGroups) {
        groups.add(to: key) { $0.lost += use.count }
        groups.count(use.client, in: key, fails: true)
    }

    private func cells(_ group: OutageGroups.Group) -> [Answer.Cell] {
        let wasSeen = group.last != .min
        return [
            knows { scope.counting.counts(at: $0) && $0.role == .legacy } ? Answer.Cell(group.fails) : .null,
            settled.knowsBothEnds ? Answer.Cell(group.lost) : .null,
            knows { scope.counting.counts(at: $0) && $0.role == .current } ? Answer.Cell(group.survives) : .null,
            knowsClients(group) ? Answer.Cell(scope.clients.count(group.failing)) : .null,
            knows { $0.observes.contains(.bytes) && $0.role == .legacy } ? Answer.Cell(group.bytes) : .null,
            wasSeen ? .time(group.first) : .null, wasSeen ? .time(group.last) : .null,
        ]
    }

    /// Forgotten clients have another number each day.
    private func knowsClients(_ group: OutageGroups.Group) -> Bool {
        knows { $0.observes.contains(.clients) && $0.role == .legacy } && scope.clients.form.joins(scope.days)
            && !(group.hasForgotten && scope.days.count > 1)
    }

    /// Whether there are logs of such an endpoint.
    private func knows(_ fits: (Endpoint) -> Bool) -> Bool {
        scope.allParts.contains { !$0.sites.isEmpty && fits($0.endpoint) }
    }
}
