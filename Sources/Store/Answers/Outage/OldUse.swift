import Registry

/// What a client asked an old endpoint for.
struct OldUse {
    var client: Int64
    var repository: Int64
    var endpoint: Endpoint
    var sum: SumRow

    /// - Parameter repositories: the numbers of the only ones that are asked for; nil: all.
    static func all(
        _ scope: Scope,
        _ store: any Store,
        of repositories: [Int64]? = nil
    ) throws(StoreError) -> [OldUse] {
        let endpoints = scope.endpointOfSite
        var facts = SumQuery(
            .pairs,
            days: scope.days,
            sites: scope.sites(of: .legacy),
            by: [.client, .site, .repository],
            measures: scope.counting.clientMeasures
        )
        if let repositories { facts.only[.repository] = repositories }
        return try store.sums(facts).compactMap { row in
            guard let endpoint = endpoints[row.values[1]] else { return nil }
            return OldUse(client: row.values[0], repository: row.values[2], endpoint: endpoint, sum: row)
        }
    }
}
