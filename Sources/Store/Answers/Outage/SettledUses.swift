import Registry

/// What the logs of both ends settle, by client and repository.
struct SettledUses: Summable {
    /// Redirects that nobody followed, by old name.
    private(set) var lost = PairCounts()
    /// Pulls by an unknown way that turn out to have followed a redirect, by new name.
    private(set) var followed = PairCounts()
    /// Whether any day has the logs of both ends.
    private(set) var knowsBothEnds = false

    static func of(_ scope: Scope, _ store: any Store) throws(StoreError) -> SettledUses {
        let rule = SettlementRule(scope)
        let current = scope.allParts.filter { $0.endpoint.role == .current }
        let counts = current.map { scope.counting.counts(at: $0.endpoint) }
        let counting = scope.counting
        return try store.remembered(.settledUses(rule, counts: counts), over: scope.days) { days throws(StoreError) in
            var uses = SettledUses()
            guard let handoffs = try Handoffs(rule, days, store) else { return uses }
            uses.knowsBothEnds = true
            var (lost, followed) = (PairCounts(), PairCounts())
            handoffs.settle { place, sum, requests in
                let pulls = counts[place] ? counting.settledPulls(sum, requests) : 0
                if pulls > 0 { followed.add(pulls, client: sum.values[1], repository: sum.values[2]) }
            } lost: { _, sum, redirects in
                lost.add(redirects, client: sum.values[1], repository: sum.values[2])
            }
            (uses.lost, uses.followed) = (lost, followed)
            return uses
        }
    }

    mutating func merge(_ other: SettledUses) {
        lost.merge(other.lost)
        followed.merge(other.followed)
        knowsBothEnds = knowsBothEnds || other.knowsBothEnds
    }

    mutating func pack() {
        lost.pack()
        followed.pack()
    }

    var size: Int { lost.size + followed.size }
}
