import Registry

/// Pulls by client, repository and the way they came, over all days of a range.
///
/// Where a client came both directly and by a redirect to a repository on one day, its pulls are parted as its requests are.
struct ClientWays {
    struct Use {
        var client: Int64
        /// Under its new name.
        var repository: Int64
        var counts = ProgressCounts()
    }

    /// - Parameter column: what counts pulls that followed.
    static func note(column: String) -> String {
        "Where a client came both directly and by a redirect to an image on one day, \(column) has a part of its pulls, as of "
            + "its requests."
    }

    private(set) var uses: [Use] = []
    private var places = KeyTable(width: 2)

    init(_ scope: Scope, _ store: any Store) throws(StoreError) {
        let newNames = NewNames(try store.repositories(), scope.migration.renames)
        let counted = scope.allParts.filter { scope.counting.counts(at: $0.endpoint) }
        func sums(_ marginal: Marginal, at role: Role, _ measures: [SumMeasure]) throws(StoreError) -> SumTable {
            try store.sums(
                SumQuery(
                    marginal,
                    days: scope.days,
                    sites: counted.filter { $0.endpoint.role == role }.flatMap(\.sites),
                    by: [.client, .site, .repository],
                    measures: measures
                )
            )
        }
        for sum in try sums(.pairs, at: .legacy, scope.counting.clientMeasures) {
            let pulls = scope.counting.pulls(sum, at: .legacy)
            add(pulls, .served, client: sum.values[0], newNames.number(for: sum.values[2]))
        }
        for sum in try sums(.pairs, at: .current, scope.counting.clientMeasures) {
            add(scope.counting.pulls(sum, at: .current), .direct, client: sum.values[0], sum.values[2])
        }
        for sum in try sums(.handoffs, at: .current, [scope.counting.definition.unknownPulls]) {
            move(scope.counting.unknownPulls(sum), from: .direct, to: .unknown, sum.values[0], sum.values[2])
        }
        let settled = try SettledUses.of(scope, store)
        for use in settled.followed { move(use.count, from: .unknown, to: .followed, use.client, use.repository) }
        for use in try FollowedPulls.byClient(scope, store) {
            move(use.count, from: .direct, to: .followed, use.client, use.repository)
        }
        for use in settled.lost {
            let place = place(use.client, newNames.number(for: use.repository))
            uses[place].counts.lost += use.count
        }
        balance()
    }

    /// A client's part of the pulls that followed is rounded, and may be one more than it has: that one is another's of the
    /// same repository.
    private mutating func balance() {
        var missing: [Int64: Int64] = [:]
        for index in uses.indices where uses[index].counts.ways.direct < 0 {
            missing[uses[index].repository, default: 0] -= uses[index].counts.ways.direct
            uses[index].counts.ways.direct = 0
        }
        guard !missing.isEmpty else { return }
        for index in uses.indices {
            guard let own = missing[uses[index].repository], own > 0 else { continue }
            let part = min(own, uses[index].counts.ways.direct)
            uses[index].counts.ways.direct -= part
            missing[uses[index].repository] = own - part
        }
    }

    private mutating func add(_ count: Int64, _ way: ProgressWay, client: Int64, _ repository: Int64) {
        guard count != 0 else { return }
        let place = place(client, repository)
        uses[place].counts.add(count, way)
    }

    private mutating func move(
        _ count: Int64,
        from: ProgressWay,
        to: ProgressWay,
        _ client: Int64,
        _ repository: Int64
    ) {
        add(-count, from, client: client, repository)
        add(count, to, client: client, repository)
    }

    private mutating func place(_ client: Int64, _ repository: Int64) -> Int {
        let place = places.number(of: [client, repository])
        if place == uses.count { uses.append(Use(client: client, repository: repository)) }
        return place
    }
}
