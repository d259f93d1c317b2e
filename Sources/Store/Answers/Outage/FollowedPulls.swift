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

    /// By client and repository. Of a client, the store knows how many requests followed, and how many pulls there were by
    /// any way that is known: where one came both ways to a repository on one day, its pulls are parted as its requests are.
    static func byClient(_ scope: Scope, _ store: any Store) throws(StoreError) -> [OutageUses.Count] {
        let weights = try weights(scope, store)
        var counts: [OutageUses.Count] = []
        for (repository, pulls) in try byRepository(scope, store) {
            let own = (weights[repository] ?? [:]).sorted { $0.key < $1.key }
            for (client, part) in zip(own, apportioned(pulls, by: own.map(\.value))) where part > 0 {
                counts.append(OutageUses.Count(client: client.key, repository: repository, count: part))
            }
        }
        return counts
    }

    /// About a thousand for each pull, by repository and client.
    private static func weights(_ scope: Scope, _ store: any Store) throws(StoreError) -> [Int64: [Int64: Int64]] {
        let endpoints = scope.endpointOfSite
        func facts(_ marginal: Marginal, _ measures: [SumMeasure]) -> SumQuery {
            SumQuery(
                marginal,
                days: scope.days,
                sites: scope.sites(of: .current),
                by: [.day, .client, .repository, .site],
                measures: measures
            )
        }
        let handedOn: [SumMeasure] = [.followed, .unknown, .unknownPulls, .unknownSessions, .unknownComplete]
        var keys = KeyTable(width: 4)
        var followers: [SumRow] = []
        for row in try store.sums(facts(.handoffs, handedOn)) where row.followed > 0 {
            _ = keys.number(of: row.key)
            followers.append(row)
        }
        var weights: [Int64: [Int64: Int64]] = [:]
        for row in try store.sums(facts(.pairs, scope.counting.clientMeasures)) {
            guard let endpoint = endpoints[row.values[3]], scope.counting.counts(at: endpoint),
                let follower = keys.known(row.key).map({ followers[$0] })
            else { continue }
            let pulls = scope.counting.pulls(row, at: .current) - scope.counting.unknownPulls(follower)
            let requests = row.requests - follower.unknown
            guard pulls > 0, requests > 0 else { continue }
            let weight = max(1, pulls * 1_000 * follower.followed / requests)
            weights[row.values[2], default: [:]][row.values[1], default: 0] += weight
        }
        return weights
    }
}

extension SumRow {
    /// Its first four values.
    fileprivate var key: [Int64] { [values[0], values[1], values[2], values[3]] }
}
