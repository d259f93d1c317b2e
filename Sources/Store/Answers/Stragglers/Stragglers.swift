import Registry

/// Who is left at the old endpoint: one row a network of addresses and repository, with where it stands.
struct Stragglers {
    static let columns: [Answer.Column] = [
        .init("client", .text), .init("network", .text), .init("repository", .text), .init("newName", .text),
        .init("state", .text), .init("mirror", .flag), .init("automation", .flag), .init("requests"), .init("pulls"),
        .init("bytes", .bytes), .init("redirected"), .init("clients"), .init("days"), .init("firstSeen", .time),
        .init("lastSeen", .time),
    ]
    /// Days that are looked at unless a range is given.
    static let usualDays: Int32 = 84

    private let scope: Scope
    private let store: any Store
    private let query: Query

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        self.query = query
    }

    func rows() throws -> [[Answer.Cell]] {
        guard scope.clients.form.keepsAddresses, scope.clients.mode <= .prefix else {
            throw QueryError(
                "Stragglers are told by networks of addresses (/24, /48), which this store does not keep or show "
                    + "(privacy). Ask for images or tools."
            )
        }
        guard scope.days.count <= UseDays.most else {
            throw QueryError("stragglers looks at \(UseDays.most) days at most. Narrow the range with from and to.")
        }
        try scope.requireClients()
        let wanted = try query.client.map { name throws(QueryError) in try scope.clients.requireNetwork(named: name) }
        let names = try store.repositories()
        var left = try StragglerGroups(scope, store, names, query.storedRepository)
        let tools = try toolsOfClients()
        left.keep { isAskedFor(&$0, tools) }
        left.joinFew(scope.clients.minimumGroup)
        // Behind it: of a network of few, nothing is told to who asks for it by name.
        if let wanted { left.keep { $0.network == wanted } }
        return left.groups.map { cells($0, names) }
    }

    /// Marks a group, and says whether the question is about it.
    private func isAskedFor(_ group: inout StragglerGroups.Group, _ tools: [Int64: Marks]) -> Bool {
        let marks = group.members.compactMap { tools[$0] }
        group.isMirror = marks.contains(where: \.isMirror)
        group.isAutomation = marks.contains(where: \.isAutomation)
        let isTool = query.tool == nil || marks.contains(where: \.isTool)
        let isInState = query.state.map { $0 == group.state } ?? group.state?.isLeft ?? true
        let isLeftOut =
            group.isMirror && query.without.contains(.mirrors)
            || group.isAutomation && query.without.contains(.automation)
        return isTool && isInState && !isLeftOut
    }

    private struct Marks {
        var isMirror = false
        var isAutomation = false
        var isTool = false
    }

    /// What the clients at the old endpoint are known by.
    private func toolsOfClients() throws(StoreError) -> [Int64: Marks] {
        let tools = try store.agents().mapValues { Tool(userAgent: $0) }
        let facts = SumQuery(
            .clients,
            days: scope.days,
            sites: scope.sites(of: .legacy),
            by: [.client, .agent],
            measures: []
        )
        var marks: [Int64: Marks] = [:]
        for row in try store.sums(facts) {
            guard let tool = tools[row.values[1]] else { continue }
            var own = marks[row.values[0]] ?? Marks()
            own.isMirror = own.isMirror || tool.isMirror
            own.isAutomation = own.isAutomation || tool.isAutomation
            own.isTool = own.isTool || tool.family == query.tool
            marks[row.values[0]] = own
        }
        return marks
    }

    private func cells(_ group: StragglerGroups.Group, _ names: [Int64: String]) -> [Answer.Cell] {
        let asked = names[group.repository] ?? ""
        let client = group.network.map { Client(id: UInt64(bitPattern: $0)).description(as: .prefix) }
        let networks = Set(
            group.members.compactMap { scope.networks?.table.number(of: Client(id: UInt64(bitPattern: $0))) }
        )
        let network = networks.count == 1 ? networks.first.flatMap { scope.networks?.table.name($0) } : nil
        return [
            .text(client ?? "(fewer than \(scope.clients.minimumGroup) clients)"),
            Answer.Cell(text: group.network == nil ? nil : network ?? (networks.count > 1 ? "(several)" : nil)),
            .text(asked), Answer.Cell(text: scope.migration.newName(of: asked)),
            Answer.Cell(text: group.state?.rawValue),
            // Which tool a forgotten client had is told of each day anew.
            group.isForgotten ? .null : .flag(group.isMirror), group.isForgotten ? .null : .flag(group.isAutomation),
            Answer.Cell(group.sums.requests), Answer.Cell(group.sums.pulls), Answer.Cell(group.sums.bytes),
            Answer.Cell(group.sums.redirected),
            group.isForgotten ? .null : Answer.Cell(scope.clients.count(Int64(group.members.count))),
            Answer.Cell(group.old.days.count), .time(group.sums.first), .time(group.sums.last),
        ]
    }
}
