import Registry

/// What the logs of both ends settle together: which of the requests that came by an unknown way followed a redirect,
/// and which redirects nobody followed.
///
/// Per client, repository, operation and day: of the unknown at `current`, as many as `legacy` redirected and no
/// referer showed are followed; what `legacy` redirected beyond all followed is lost. Sums, so that they merge in any
/// order. A day without the logs of one end settles nothing.
struct Settlement {
    /// Pulls that came by an unknown way and turn out to have followed a redirect, by day.
    private(set) var settledPulls: [Int32: Int64] = [:]
    /// Redirects that nobody followed; nil where no day has the logs of both ends.
    private(set) var lost: Int64?

    private struct Key: Hashable {
        var day: Int64
        var client: Int64
        var repository: String
        var operation: Int64
    }

    init(_ scope: Scope, _ store: any Store) throws(StoreError) {
        let legacy = Set(scope.sites(of: .legacy))
        let current = scope.sites(of: .current)
        let bothEnds = try Self.days(Array(legacy), scope, store).intersection(Self.days(current, scope, store))
        guard !bothEnds.isEmpty else { return }
        let names = try store.repositories()
        let query = SumQuery(
            .handoffs,
            days: scope.days,
            sites: Array(legacy) + current,
            by: [.day, .site, .client, .repository, .operation]
        )
        var handoffs: [Key: SumRow] = [:]
        for row in try store.sums(query) where bothEnds.contains(row.value(.day, in: query)) {
            let name = names[row.value(.repository, in: query)] ?? ""
            let isLegacy = legacy.contains(row.value(.site, in: query))
            let key = Key(
                day: row.value(.day, in: query),
                client: row.value(.client, in: query),
                repository: isLegacy ? scope.migration.newName(of: name) : name,
                operation: row.value(.operation, in: query)
            )
            handoffs[key, default: SumRow(values: [])] += row
        }
        var lost: Int64 = 0
        for (key, row) in handoffs {
            let open = max(0, row.redirected - row.followed)
            let settled = min(row.unknown, open)
            lost += open - settled
            let pulls = min(row.unknownPulls, settled)
            if pulls > 0 { settledPulls[Int32(key.day), default: 0] += pulls }
        }
        self.lost = lost
    }

    private static func days(
        _ sites: [Int64],
        _ scope: Scope,
        _ store: any Store
    ) throws(StoreError) -> Set<Int64> {
        let query = SumQuery(.hours, days: scope.days, sites: sites, by: [.day])
        return Set(try store.sums(query).map { $0.value(.day, in: query) })
    }
}

extension Migration {
    /// What a repository of the old endpoint is called at the new one; one that is gone keeps its name.
    func newName(of repository: String) -> String {
        if case .to(let name) = renamed(repository) { return name }
        return repository
    }
}
