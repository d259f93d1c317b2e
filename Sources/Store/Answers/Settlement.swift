import Registry

/// What the logs of both ends settle together: which of the requests that came by an unknown way followed a redirect,
/// and which redirects nobody followed.
///
/// Per client, repository, operation and day: of the unknown at `current`, as many as `legacy` redirected and no
/// referer showed are followed; what `legacy` redirected beyond all followed is lost. Sums, so that they merge in any
/// order; each redirect settles one request, at the first endpoint of the configuration that has one. A day without
/// the logs of one end settles nothing.
struct Settlement {
    /// By the name of the current endpoint, then by day.
    private var settledPulls: [String: [Int32: Int64]] = [:]
    /// By the name of the legacy endpoint; nil where no day has the logs of both ends.
    private var lost: [String: Int64]?

    /// The handoffs of one endpoint.
    private struct Side {
        var endpoint: String
        var sums: SumTable
        /// The number of each sum's key; nil on days without the logs of both ends.
        var keys: [Int?] = []

        func forEach(_ body: (_ key: Int, _ sum: SumRow) -> Void) {
            for (key, sum) in zip(keys, sums) {
                if let key { body(key, sum) }
            }
        }
    }

    private init(_ rule: SettlementRule, _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        let bothEnds = try Self.days(rule.legacy, days, store).intersection(Self.days(rule.current, days, store))
        guard !bothEnds.isEmpty else { return }
        let newNames = NewNames(try store.repositories(), rule.renames)
        var keys = KeyTable(width: 4)
        func side(_ end: SettlementRule.End, isOld: Bool) throws(StoreError) -> Side {
            var query = SumQuery(
                .handoffs,
                days: days,
                sites: end.sites,
                by: [.day, .client, .repository, .operation]
            )
            if let repository = rule.repository {
                query.only[.repository] = newNames.numbers(joining: repository, isOld: isOld)
            }
            var side = Side(endpoint: end.endpoint, sums: try store.sums(query))
            for sum in side.sums {
                let name = isOld ? newNames.number(for: sum.values[2]) : sum.values[2]
                let key = [sum.values[0], sum.values[1], name, sum.values[3]]
                side.keys.append(bothEnds.contains(key[0]) ? keys.number(of: key) : nil)
            }
            return side
        }
        var given: [Side] = []
        for end in rule.legacy { given.append(try side(end, isOld: true)) }
        var arrived: [Side] = []
        for end in rule.current { arrived.append(try side(end, isOld: false)) }
        settle(given, arrived, keys: keys.count, try PullCounting(rule.definition, days, store))
    }

    /// - Parameter repository: settles its pulls alone; nil: all.
    static func of(_ scope: Scope, _ store: any Store, repository: String? = nil) throws(StoreError) -> Settlement {
        func ends(_ role: Role) -> [SettlementRule.End] {
            scope.allParts.filter { $0.endpoint.role == role }.map { part in
                SettlementRule.End(endpoint: part.endpoint.name, sites: part.sites)
            }
        }
        let rule = SettlementRule(
            legacy: ends(.legacy),
            current: ends(.current),
            renames: scope.migration.renames,
            definition: scope.counting.definition,
            repository: repository
        )
        return try store.remembered(.settlement(rule), over: scope.days) { days throws(StoreError) in
            try Settlement(rule, days, store)
        }
    }

    private mutating func settle(_ given: [Side], _ arrived: [Side], keys: Int, _ counting: PullCounting) {
        var open = [Int64](repeating: 0, count: keys)
        for side in given { side.forEach { open[$0] += $1.redirected } }
        for side in arrived { side.forEach { open[$0] -= $1.followed } }
        for side in arrived {
            var pullsOfDay: [Int32: Int64] = [:]
            side.forEach { key, sum in
                guard open[key] > 0 else { return }
                let settled = min(sum.unknown, open[key])
                open[key] -= settled
                let pulls = min(counting.unknownPulls(sum), settled)
                if pulls > 0 { pullsOfDay[Int32(sum.values[0]), default: 0] += pulls }
            }
            settledPulls[side.endpoint] = pullsOfDay
        }
        var lost: [String: Int64] = [:]
        for side in given {
            side.forEach { key, sum in
                guard open[key] > 0 else { return }
                let own = min(sum.redirected, open[key])
                open[key] -= own
                lost[side.endpoint, default: 0] += own
            }
        }
        self.lost = lost
    }

    /// Pulls at a current endpoint that came by an unknown way and turn out to have followed a redirect, by day.
    func settledPulls(at endpoint: Endpoint) -> [Int32: Int64] { settledPulls[endpoint.name] ?? [:] }

    /// Redirects of a legacy endpoint that nobody followed; nil where no day has the logs of both ends.
    func lost(at endpoint: Endpoint) -> Int64? { lost.map { $0[endpoint.name] ?? 0 } }

    private static func days(
        _ ends: [SettlementRule.End],
        _ days: ClosedRange<Int32>,
        _ store: any Store
    ) throws(StoreError) -> Set<Int64> {
        let query = SumQuery(.hours, days: days, sites: ends.flatMap(\.sites), by: [.day], measures: [])
        return Set(try store.sums(query).map { $0.values[0] })
    }
}

extension Settlement: Summable {
    mutating func merge(_ other: Settlement) {
        settledPulls.merge(other.settledPulls) { own, its in own.merging(its, uniquingKeysWith: +) }
        guard let lost = other.lost else { return }
        self.lost = (self.lost ?? [:]).merging(lost, uniquingKeysWith: +)
    }

    func pack() {}

    var size: Int { settledPulls.values.reduce(200) { $0 + $1.count * 24 } }
}

/// What a settlement goes by, days aside.
package struct SettlementRule: Hashable, Sendable {
    struct End: Hashable, Sendable {
        /// Its name.
        var endpoint: String
        var sites: [Int64]
    }

    var legacy: [End]
    var current: [End]
    var renames: [Rename]
    var definition: PullDefinition
    /// Settles its pulls alone; nil: all.
    var repository: String?
}
