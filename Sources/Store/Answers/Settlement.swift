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
    /// By the name of the legacy endpoint, then by day.
    private var lost: [String: [Int32: Int64]] = [:]
    /// Those with the logs of both ends.
    private(set) var days: Set<Int32> = []

    private init(_ images: SettledImages, _ rule: SettlementRule) {
        days = images.days
        for own in images.settledPulls {
            settledPulls[rule.current[own.place].endpoint, default: [:]][own.day, default: 0] += own.count
        }
        for own in images.lostRedirects {
            lost[rule.legacy[own.place].endpoint, default: [:]][own.day, default: 0] += own.count
        }
    }

    /// - Parameter repository: settles its pulls alone, and its redirects; nil: all.
    static func of(_ scope: Scope, _ store: any Store, repository: String? = nil) throws(StoreError) -> Settlement {
        let rule = SettlementRule(scope)
        guard let repository else {
            return try store.remembered(.settlement(rule), over: scope.days) { days throws(StoreError) in
                Settlement(try SettledImages.of(rule, days, store), rule)
            }
        }
        let number = try store.repositories().first { $0.value == repository }?.key
        return Settlement(try SettledImages.of(rule, scope.days, store, repository: number ?? 0), rule)
    }

    /// Pulls at a current endpoint that came by an unknown way and turn out to have followed a redirect, by day.
    func settledPulls(at endpoint: Endpoint) -> [Int32: Int64] { settledPulls[endpoint.name] ?? [:] }

    /// Redirects of a legacy endpoint that nobody followed; nil where no day has the logs of both ends.
    func lost(at endpoint: Endpoint) -> Int64? {
        days.isEmpty ? nil : (lost[endpoint.name] ?? [:]).values.reduce(0, +)
    }

    /// Redirects of all legacy endpoints that nobody followed on a day; nil without the logs of both ends of it.
    func lost(on day: Int32) -> Int64? {
        days.contains(day) ? lost.values.reduce(0) { $0 + ($1[day] ?? 0) } : nil
    }
}

extension Settlement: Summable {
    mutating func merge(_ other: Settlement) {
        settledPulls.merge(other.settledPulls) { own, its in own.merging(its, uniquingKeysWith: +) }
        lost.merge(other.lost) { own, its in own.merging(its, uniquingKeysWith: +) }
        days.formUnion(other.days)
    }

    func pack() {}

    var size: Int {
        [settledPulls, lost].joined().reduce(200 + days.count * 16) { $0 + $1.value.count * 24 }
    }
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
}

extension SettlementRule {
    init(_ scope: Scope) {
        func ends(_ role: Role) -> [End] {
            scope.allParts.filter { $0.endpoint.role == role }.map { End(endpoint: $0.endpoint.name, sites: $0.sites) }
        }
        legacy = ends(.legacy)
        current = ends(.current)
        renames = scope.migration.renames
        definition = scope.counting.definition
    }
}
