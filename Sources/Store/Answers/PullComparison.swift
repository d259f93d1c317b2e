import Registry

/// Pulls by one definition, or by all of them side by side: one row a definition and endpoint that counts pulls.
struct PullComparison {
    static let columns: [Answer.Column] = [
        .init("definition", .text), .init("role", .text), .init("endpoint", .text), .init("pulls"), .init("direct"),
        .init("followed"), .init("unknown"),
    ]

    private let scope: Scope
    private let store: any Store
    private let definitions: [PullDefinition]

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        definitions = query.compare ? PullDefinition.allCases : [scope.counting.definition]
    }

    /// The progress is that of the answer's own definition.
    func answer() throws -> (rows: [[Answer.Cell]], progress: Progress?) {
        var rows: [[Answer.Cell]] = []
        var progress: Progress?
        for definition in definitions {
            var scope = scope
            scope.counting = try PullCounting(definition, scope.days, store)
            let summary = Summary(scope, store)
            let totalsOf = try summary.totals(Settlement.of(scope, store))
            if definition == self.scope.counting.definition { progress = summary.progress(totalsOf) }
            for endpoint in scope.parts.map(\.endpoint) where endpoint.role != .backend {
                let totals = scope.counting.counts(at: endpoint) ? totalsOf[endpoint.name] : nil
                let ways = endpoint.role == .current ? totals?.ways : nil
                rows.append([
                    .text(definition.rawValue), .text(endpoint.role.rawValue), .text(endpoint.name),
                    Answer.Cell(totals?.pulls), Answer.Cell(ways?.direct), Answer.Cell(ways?.followed),
                    Answer.Cell(ways?.unknown),
                ])
            }
        }
        return (rows, progress)
    }
}
