import Analysis
import Registry

/// Pulls by tool and the way they came, over all days of a range.
///
/// Which tool came which way is not kept: where a client has several, what came one way is parted as their pulls are.
enum ToolWays {
    /// By the family of the tool.
    static func all(_ scope: Scope, _ store: any Store) throws(StoreError) -> [String: ProgressCounts] {
        let families = try store.agents().mapValues { Tool(userAgent: $0).family }
        var result: [String: ProgressCounts] = [:]
        /// By client, then by family: pulls at the current endpoints, and requests that legacy redirected.
        var pulls: [Int64: [String: Int64]] = [:]
        var redirects: [Int64: [String: Int64]] = [:]
        let roles = scope.endpointOfSite.filter { $0.value.role != .backend }
        let facts = SumQuery(
            .clients,
            days: scope.days,
            sites: roles.keys.sorted(),
            by: [.client, .site, .agent],
            measures: scope.counting.clientMeasures
        )
        for row in try store.sums(facts) {
            guard let endpoint = roles[row.values[1]], let family = families[row.values[2]] else { continue }
            let own = scope.counting.counts(at: endpoint) ? scope.counting.pulls(row, at: endpoint.role) : 0
            if endpoint.role == .legacy {
                if own > 0 { result[family, default: ProgressCounts()].served += own }
                if row.redirected > 0 { redirects[row.values[0], default: [:]][family, default: 0] += row.redirected }
            } else if own > 0 {
                pulls[row.values[0], default: [:]][family, default: 0] += own
            }
        }
        var ofClients: [Int64: ProgressCounts] = [:]
        for use in try ClientWays(scope, store).uses { ofClients[use.client, default: ProgressCounts()] += use.counts }
        for (client, counts) in ofClients {
            for (way, count) in [
                (ProgressWay.direct, counts.ways.direct), (.followed, counts.ways.followed),
                (.unknown, counts.ways.unknown),
            ] {
                for (family, part) in parts(count, pulls[client]) {
                    result[family, default: ProgressCounts()].add(part, way)
                }
            }
            for (family, part) in parts(counts.lost, redirects[client]) {
                result[family, default: ProgressCounts()].lost += part
            }
        }
        return result
    }

    private static func parts(_ count: Int64, _ weights: [String: Int64]?) -> [(String, Int64)] {
        guard count > 0, let weights = weights?.sorted(by: { $0.key < $1.key }) else { return [] }
        return Array(zip(weights.map(\.key), apportioned(count, by: weights.map(\.value))))
    }
}
