import Registry

/// About how many pulls each client had that followed a redirect and say so.
///
/// Of a client, a repository and a day, the store knows how many requests followed, and how many pulls there were by any way
/// that is known: where a client came both ways, its pulls are parted as its requests are.
struct Followers: Summable {
    /// About a thousand for each pull.
    private(set) var thousandths = PairCounts()

    static func of(_ scope: Scope, _ store: any Store) throws(StoreError) -> Followers {
        let counting = scope.counting
        let parts = scope.allParts.filter { $0.endpoint.role == .current && counting.counts(at: $0.endpoint) }
        let sites = parts.flatMap(\.sites)
        let key = BlockKey.followers(sites: sites, definition: counting.definition)
        return try store.remembered(key, over: scope.days) { days throws(StoreError) in
            try Followers(sites, days, counting, store)
        }
    }

    private init(
        _ sites: [Int64],
        _ days: ClosedRange<Int32>,
        _ counting: PullCounting,
        _ store: any Store
    ) throws(StoreError) {
        func facts(_ marginal: Marginal, _ measures: [SumMeasure]) -> SumQuery {
            SumQuery(
                marginal,
                days: days,
                sites: sites,
                by: [.day, .client, .repository, .site],
                measures: measures
            )
        }
        let arrived: [SumMeasure] = [.followed, .unknown, .unknownPulls, .unknownSessions, .unknownComplete]
        var places = KeyTable(width: 4)
        var handoffs: [SumRow] = []
        for row in try store.sums(facts(.handoffs, arrived)) where row.followed > 0 {
            _ = places.number(of: row.key)
            handoffs.append(row)
        }
        for row in try store.sums(facts(.pairs, counting.clientMeasures)) {
            guard let handoff = places.known(row.key).map({ handoffs[$0] }) else { continue }
            let pulls = counting.pulls(row, at: .current) - counting.unknownPulls(handoff)
            let requests = row.requests - handoff.unknown
            guard pulls > 0, requests > 0 else { continue }
            let weight = max(1, pulls * 1_000 * handoff.followed / requests)
            thousandths.add(weight, client: row.values[1], repository: row.values[2])
        }
    }

    mutating func merge(_ other: Followers) { thousandths.merge(other.thousandths) }

    mutating func pack() { thousandths.pack() }

    var size: Int { thousandths.size }
}

extension SumRow {
    /// Its first four values.
    fileprivate var key: [Int64] { [values[0], values[1], values[2], values[3]] }
}
