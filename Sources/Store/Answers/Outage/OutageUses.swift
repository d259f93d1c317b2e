import Analysis
import Registry

/// What clients did at the old endpoint, and what the logs of both ends settle of it.
struct OutageUses {
    /// What a client asked an old endpoint for.
    struct Old {
        var client: Int64
        var repository: Int64
        var endpoint: Endpoint
        var sum: SumRow
    }

    /// How many pulls or redirects of a repository a client has.
    struct Count {
        var client: Int64
        var repository: Int64
        var count: Int64
    }

    let old: [Old]
    /// Redirects that nobody followed, by old name; nil where no day has the logs of both ends.
    private(set) var lost: [Count]?
    /// Pulls by an unknown way that turn out to have followed a redirect, by new name.
    private(set) var settled: [Count] = []

    init(_ scope: Scope, _ store: any Store, _ newNames: NewNames) throws(StoreError) {
        let endpoints = scope.endpointOfSite
        let facts = SumQuery(
            .pairs,
            days: scope.days,
            sites: scope.sites(of: .legacy),
            by: [.client, .repository, .site],
            measures: scope.counting.clientMeasures
        )
        old = try store.sums(facts).compactMap { row in
            guard let endpoint = endpoints[row.values[2]] else { return nil }
            return Old(client: row.values[0], repository: row.values[1], endpoint: endpoint, sum: row)
        }
        guard let handoffs = try Handoffs(SettlementRule(scope), scope.days, store) else { return }
        let counts = scope.allParts.filter { $0.endpoint.role == .current }.map {
            scope.counting.counts(at: $0.endpoint)
        }
        var settled: [Count] = []
        var open: [Key: Int64] = [:]
        handoffs.settle { place, sum, requests in
            let pulls = counts[place] ? scope.counting.settledPulls(sum, requests) : 0
            if pulls > 0 { settled.append(Count(client: sum.values[1], repository: sum.values[2], count: pulls)) }
        } lost: { _, sum, redirects in
            let key = Key(client: sum.values[1], repository: newNames.number(for: sum.values[2]))
            open[key, default: 0] += redirects
        }
        self.settled = settled
        lost = Self.byOldName(open, old, newNames)
    }

    /// Of a new name.
    private struct Key: Hashable {
        var client: Int64
        var repository: Int64
    }

    /// A client that was redirected from several old names to one new name lost of each by how often.
    private static func byOldName(_ open: [Key: Int64], _ old: [Old], _ newNames: NewNames) -> [Count] {
        var redirects: [Key: [Int64: Int64]] = [:]
        for use in old where use.sum.redirected > 0 {
            let key = Key(client: use.client, repository: newNames.number(for: use.repository))
            guard open[key] != nil else { continue }
            redirects[key, default: [:]][use.repository, default: 0] += use.sum.redirected
        }
        return open.flatMap { key, count in
            let origins = (redirects[key] ?? [key.repository: 1]).sorted { $0.key < $1.key }
            return zip(origins, apportioned(count, by: origins.map(\.value))).compactMap { origin, part in
                part > 0 ? Count(client: key.client, repository: origin.key, count: part) : nil
            }
        }
    }
}
