/// Distinct clients of each day and endpoint.
struct DailyClients: Summable {
    /// By day since 1970; one number an endpoint asked for, in their order.
    private(set) var counts: [Int64: [Int64]] = [:]

    static func of(_ scope: Scope, _ store: any Store) throws(StoreError) -> DailyClients {
        let sites = scope.parts.map { $0.sites.sorted() }
        return try store.remembered(.dailyClients(sites: sites), over: scope.days) { days throws(StoreError) in
            try DailyClients(sites, days, store)
        }
    }

    private init(_ sites: [[Int64]], _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        var partOfSite: [Int64: Int] = [:]
        for (part, sites) in sites.enumerated() {
            for site in sites { partOfSite[site] = part }
        }
        let query = SumQuery(
            .clients,
            days: days,
            sites: sites.flatMap(\.self),
            by: [.day, .client, .site],
            measures: []
        )
        let none = [Int64](repeating: 0, count: sites.count)
        var seen = KeyTable(width: 3)
        var counts: [Int64: [Int64]] = [:]
        try store.facts(query) { fact in
            guard let part = partOfSite[fact[2]] else { return }
            let known = seen.count
            guard seen.number(of: [fact[0], fact[1], Int64(part)]) == known else { return }
            counts[fact[0], default: none][part] += 1
        }
        self.counts = counts
    }

    mutating func merge(_ other: DailyClients) {
        counts.merge(other.counts) { $1 }
    }

    func pack() {}

    var size: Int { counts.reduce(0) { $0 + 64 + $1.value.count * 8 } }
}
