import Analysis
import Registry

/// Pulls, or bytes of blobs, by day, repository and the way they came.
///
/// Bytes that a backend sent came the way of the requests for blobs that the current endpoints redirected: of the same
/// repository and day, else of the day.
struct ImageWays: Summable {
    private var keys = KeyTable(width: 2)
    /// One for each of ``ProgressWay`` a key.
    private var counts: [Int64] = []
    private static let ways = ProgressWay.allCases.count

    /// - Parameter repository: the number of the only one that is asked for, by its new name; nil: all.
    static func of(
        _ measure: ImageWaysRule.Measure,
        _ scope: Scope,
        _ store: any Store,
        repository: Int64? = nil
    ) throws(StoreError) -> ImageWays {
        let rule = ImageWaysRule(measure, scope)
        return try store.remembered(.imageWays(rule), over: scope.days) { part in
            repository.map(part.only) ?? part
        } work: { days throws(StoreError) in
            try ImageWays(rule, days, store)
        }
    }

    private init() {}

    private init(_ rule: ImageWaysRule, _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        let newNames = NewNames(try store.repositories(), rule.settlement.renames)
        let counting = try PullCounting(rule.settlement.definition, days, store)
        let facts = SumQuery(
            .images,
            days: days,
            sites: rule.roles.keys.sorted(),
            by: [.day, .site, .repository, .operation, .outcome, .via, .reference],
            measures: [.requests, .bytes] + counting.measures
        )
        var passedOn = ImageWays()
        var ofBackends = KeyCounts(width: 2)
        try store.facts(facts) { fact in
            let row = SumRow(fact, of: facts)
            guard let role = rule.roles[row.values[1]] else { return }
            let way = role == .legacy ? ProgressWay.served : ProgressWay(row.via(in: facts))
            let isBlob = row.operation(in: facts) == .blobGet
            let repository = role == .legacy ? newNames.number(for: row.values[2]) : row.values[2]
            let key = [row.values[0], repository]
            switch (rule.measure, role) {
            case (.blobBytes, .backend):
                if row.bytes > 0 { ofBackends.add(row.bytes, to: key) }
            case (.blobBytes, _):
                guard isBlob, let way else { return }
                add(row.bytes, way, to: key)
                if role == .current, row.outcome(in: facts) == .redirected { passedOn.add(row.requests, way, to: key) }
            case (.pulls, _):
                if let way { add(counting.pulls(row, at: role, in: facts), way, to: key) }
            }
        }
        switch rule.measure {
        case .pulls:
            let settled = try SettledImages.of(rule.settlement, days, store)
            for own in settled.settledPulls {
                let key = [Int64(own.day), own.repository]
                add(-own.count, .unknown, to: key)
                add(own.count, .followed, to: key)
            }
            for own in settled.lostRedirects {
                add(own.count, .lost, to: [Int64(own.day), newNames.number(for: own.repository)])
            }
        case .blobBytes:
            add(ofBackends, parted: passedOn)
        }
    }

    /// Adds bytes by day and repository, each part the way of so many requests.
    private mutating func add(_ bytes: KeyCounts, parted requests: ImageWays) {
        var ofDays: [Int64: [Int64]] = [:]
        for (key, counts) in requests.rows {
            let sums = ofDays[key[key.startIndex]] ?? [Int64](repeating: 0, count: Self.ways)
            ofDays[key[key.startIndex]] = zip(sums, counts).map(+)
        }
        for (key, bytes) in bytes {
            let key = Array(key)
            let own = requests.keys.known(key).map { Array(requests.counts(at: $0)) } ?? []
            let weights = own.contains { $0 > 0 } ? own : ofDays[key[0]] ?? []
            let parts = apportioned(bytes, by: weights)
            for (way, part) in zip(ProgressWay.allCases, parts) { add(part, way, to: key) }
            // Nobody asked the new endpoint for a blob that day.
            add(bytes - parts.reduce(0, +), .unknown, to: key)
        }
    }

    private mutating func add(_ count: Int64, _ way: ProgressWay, to key: [Int64]) {
        guard count != 0 else { return }
        let place = keys.number(of: key)
        if place * Self.ways == counts.count { counts += [Int64](repeating: 0, count: Self.ways) }
        counts[place * Self.ways + way.rawValue] += count
    }

    private var rows: some Sequence<(key: ArraySlice<Int64>, counts: ArraySlice<Int64>)> {
        (0..<keys.count).lazy.map { (keys.keys[$0 * 2..<$0 * 2 + 2], counts(at: $0)) }
    }

    private func counts(at place: Int) -> ArraySlice<Int64> { counts[place * Self.ways..<(place + 1) * Self.ways] }

    /// By day since 1970, UTC, and repository: its number under its new name.
    func forEach(_ body: (_ day: Int32, _ repository: Int64, _ counts: ProgressCounts) -> Void) {
        for (key, counts) in rows {
            var sums = ProgressCounts()
            for (way, count) in zip(ProgressWay.allCases, counts) { sums.add(count, way) }
            body(Int32(truncatingIfNeeded: key[key.startIndex]), key[key.startIndex + 1], sums)
        }
    }

    private func only(_ repository: Int64) -> ImageWays {
        var part = ImageWays()
        for (key, counts) in rows where key.last == repository {
            for (way, count) in zip(ProgressWay.allCases, counts) { part.add(count, way, to: Array(key)) }
        }
        return part
    }

    mutating func merge(_ other: ImageWays) {
        for (key, counts) in other.rows {
            for (way, count) in zip(ProgressWay.allCases, counts) { add(count, way, to: Array(key)) }
        }
    }

    mutating func pack() { keys.pack() }

    var size: Int { 100 + keys.count * (Self.ways + 2) * 8 }
}

/// What ways of images go by, days aside.
package struct ImageWaysRule: Hashable, Sendable {
    enum Measure: Hashable, Sendable {
        case pulls, blobBytes
    }

    let measure: Measure
    let settlement: SettlementRule
    /// Of the sites that count.
    let roles: [Int64: Role]

    init(_ measure: Measure, _ scope: Scope) {
        self.measure = measure
        settlement = SettlementRule(scope)
        var roles: [Int64: Role] = [:]
        for part in scope.allParts {
            let counts =
                measure == .pulls ? scope.counting.counts(at: part.endpoint) : part.endpoint.observes.contains(.bytes)
            for site in part.sites where counts { roles[site] = part.endpoint.role }
        }
        self.roles = roles
    }
}
