import Analysis
import Registry

/// Pulls at the current endpoints that say by their referer that they followed a redirect.
enum FollowedPulls {
    /// By repository.
    static func byRepository(_ scope: Scope, _ store: any Store) throws(StoreError) -> [Int64: Int64] {
        let endpoints = scope.endpointOfSite
        let facts = SumQuery(
            .images,
            days: scope.days,
            sites: scope.sites(of: .current),
            by: [.site, .repository, .operation, .outcome, .via, .reference],
            measures: [.requests] + scope.counting.measures
        )
        var pulls: [Int64: Int64] = [:]
        for row in try store.sums(facts) where row.via(in: facts) == .followed {
            guard let endpoint = endpoints[row.values[0]], scope.counting.counts(at: endpoint) else { continue }
            let own = scope.counting.pulls(row, at: .current, in: facts)
            if own > 0 { pulls[row.values[1], default: 0] += own }
        }
        return pulls
    }

    /// By client and repository.
    static func byClient(_ scope: Scope, _ store: any Store) throws(StoreError) -> [PairCounts.Count] {
        let followers = Dictionary(grouping: try Followers.of(scope, store).thousandths, by: \.repository)
        var counts: [PairCounts.Count] = []
        for (repository, pulls) in try byRepository(scope, store) {
            let own = (followers[repository] ?? []).sorted { $0.client < $1.client }
            for (follower, part) in zip(own, apportioned(pulls, by: own.map(\.count))) where part > 0 {
                counts.append(PairCounts.Count(client: follower.client, repository: repository, count: part))
            }
        }
        return counts
    }
}
