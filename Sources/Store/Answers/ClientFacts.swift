import Registry

extension SumQuery {
    /// Sums by client, site and, where that is kept, tool; for one repository from the pairs, where it is not.
    ///
    /// - Parameter agents: the numbers of the tool that is asked for; nil: all.
    init(clientsOf query: Query, _ scope: Scope, _ store: any Store, agents: [Int64]?) throws {
        let isOfRepository = query.repository != nil
        self.init(
            isOfRepository ? .pairs : .clients,
            days: scope.days,
            sites: scope.sites,
            // By tool, or repository, too, as other answers ask: so they are kept once.
            by: [.client, .site, isOfRepository ? .repository : .agent],
            measures: scope.counting.clientMeasures
        )
        if let wanted = query.storedRepository {
            guard query.tool == nil else {
                throw QueryError(
                    "\(query.kind.rawValue) takes repository or tool, not both: which tool asked for what is not kept."
                )
            }
            only[.repository] = try store.repositories().filter { $0.value == wanted }.map(\.key)
        }
        if let agents { only[.agent] = agents }
    }
}

extension Scope {
    /// Refuses a question about clients where no log knows any.
    func requireClients() throws(QueryError) {
        guard !parts.contains(where: { $0.endpoint.observes.contains(.clients) }) else { return }
        let names = parts.map(\.endpoint.name).joined(separator: ", ")
        throw QueryError("The logs of \(names) know no clients (observes). Ask for images.")
    }
}
