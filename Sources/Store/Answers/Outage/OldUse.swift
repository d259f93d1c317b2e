import Registry

/// What a client asked an old endpoint for.
struct OldUse {
    var client: Int64
    var repository: Int64
    var endpoint: Endpoint
    var sum: SumRow

    static func all(_ scope: Scope, _ store: any Store) throws(StoreError) -> [OldUse] {
        let endpoints = scope.endpointOfSite
        let facts = SumQuery(
            .pairs,
            days: scope.days,
            sites: scope.sites(of: .legacy),
            by: [.client, .repository, .site],
            measures: scope.counting.clientMeasures
        )
        return try store.sums(facts).compactMap { row in
            guard let endpoint = endpoints[row.values[2]] else { return nil }
            return OldUse(client: row.values[0], repository: row.values[1], endpoint: endpoint, sum: row)
        }
    }
}
