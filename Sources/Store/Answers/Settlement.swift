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

    private init(_ rule: SettlementRule, _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        guard let handoffs = try Handoffs(rule, days, store) else { return }
        let counting = try PullCounting(rule.definition, days, store)
        var pulls = [[Int32: Int64]](repeating: [:], count: rule.current.count)
        var lost = [Int64](repeating: 0, count: rule.legacy.count)
        handoffs.settle { place, sum, requests in
            let own = counting.settledPulls(sum, requests)
            if own > 0 { pulls[place][Int32(sum.values[0]), default: 0] += own }
        } lost: { place, _, redirects in
            lost[place] += redirects
        }
        for (end, pulls) in zip(rule.current, pulls) { settledPulls[end.endpoint] = pulls }
        self.lost = Dictionary(zip(rule.legacy.map(\.endpoint), lost), uniquingKeysWith: +)
    }

    /// - Parameter repository: settles its pulls alone; nil: all.
    static func of(_ scope: Scope, _ store: any Store, repository: String? = nil) throws(StoreError) -> Settlement {
        let rule = SettlementRule(scope, repository: repository)
        return try store.remembered(.settlement(rule), over: scope.days) { days throws(StoreError) in
            try Settlement(rule, days, store)
        }
    }

    /// Pulls at a current endpoint that came by an unknown way and turn out to have followed a redirect, by day.
    func settledPulls(at endpoint: Endpoint) -> [Int32: Int64] { settledPulls[endpoint.name] ?? [:] }

    /// Redirects of a legacy endpoint that nobody followed; nil where no day has the logs of both ends.
    func lost(at endpoint: Endpoint) -> Int64? { lost.map { $0[endpoint.name] ?? 0 } }
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

extension SettlementRule {
    /// - Parameter repository: settles its pulls alone; nil: all.
    init(_ scope: Scope, repository: String? = nil) {
        func ends(_ role: Role) -> [End] {
            scope.allParts.filter { $0.endpoint.role == role }.map { End(endpoint: $0.endpoint.name, sites: $0.sites) }
        }
        legacy = ends(.legacy)
        current = ends(.current)
        renames = scope.migration.renames
        definition = scope.counting.definition
        self.repository = repository
    }
}
