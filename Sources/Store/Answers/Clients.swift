import Registry

/// One row a client and role.
struct Clients {
    private let scope: Scope
    private let store: any Store
    private let query: Query

    static let columns: [Answer.Column] = [
        .init("client", .text), .init("role", .text), .init("network", .text), .init("tools", .text),
        .init("mirror", .flag), .init("requests"), .init("pulls"), .init("bytes", .bytes), .init("redirected"),
        .init("repositories"), .init("firstSeen", .time), .init("lastSeen", .time),
    ]

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        self.query = query
    }

    /// The rows of one page. What a client asked for and by which tools is costly to tell, and told of the page alone.
    func page(_ paging: Paging) throws -> ([[Answer.Cell]], next: String?) {
        guard scope.clients.mode != .none else {
            throw QueryError(
                scope.clients.form.mode == .none
                    ? "This store keeps no clients (privacy.store: none). Ask for images or tools, or ingest into a new "
                        + "store under another mode."
                    : "Clients are not shown (privacy.show: none). Ask for images or tools."
            )
        }
        guard scope.clients.form.joins(scope.days) || scope.isEmpty else {
            throw QueryError(
                "Client numbers of this store hold for one period of its key (\(scope.clients.form.text)). "
                    + "Ask for a range within one with --from and --to."
            )
        }
        try scope.requireClients()
        let tools = try store.agents().mapValues { Tool(userAgent: $0) }
        let agents = query.tool.map { family in tools.filter { $0.value.family == family }.map(\.key) }
        var groups = try ClientGroups(scope, store, query, agents: agents).groups()
        let networks = ClientNetworks(groups, scope)
        if let measure = Self.measures[paging.sortColumn] {
            groups = paging.candidates(groups.map { measure($0.sums) }).map { groups[$0] }
        }
        let details = try ClientDetails(groups, scope, store, query, agents: agents)
        return paging.page(groups.indices.map { cells(groups[$0], details.rows[$0], tools, networks) })
    }

    /// The columns that rows can be sorted by before they are whole.
    private static let measures: [String: @Sendable (ClientSums) -> Int64?] = [
        "requests": { $0.requests }, "pulls": { $0.pulls }, "bytes": { $0.bytes }, "redirected": { $0.redirected },
        "firstSeen": { $0.first }, "lastSeen": { $0.last },
    ]

    private func cells(
        _ group: ClientGroup,
        _ detail: ClientDetails.Row,
        _ tools: [Int64: Tool],
        _ networks: ClientNetworks
    ) -> [Answer.Cell] {
        let own = detail.agents?.compactMap { tools[$0] }
        let names = own.map { own in
            Set(own.map { [$0.family, $0.version].filter { !$0.isEmpty }.joined(separator: " ") }).sorted()
        }
        let name = group.client.map(scope.clients.name) ?? "(fewer than \(scope.clients.minimumGroup) clients)"
        return [
            .text(name), .text(group.role.rawValue), Answer.Cell(text: networks.name(group)),
            names.map { .texts($0) } ?? .null,
            own.map { .flag($0.contains(where: \.isMirror)) } ?? .null, Answer.Cell(group.sums.requests),
            Answer.Cell(group.sums.pulls), Answer.Cell(group.sums.bytes), Answer.Cell(group.sums.redirected),
            Answer.Cell(detail.repositories), .time(group.sums.first), .time(group.sums.last),
        ]
    }
}
