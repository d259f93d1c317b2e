package import Registry

extension Store {
    /// Answers a question. Every store gives the same answer to the same facts.
    ///
    /// - Parameters:
    ///   - query: the question; a filter that its answer does not take is a `QueryError`.
    ///   - migration: the rules as they are today: they tell endpoints, names and tools apart.
    package func answer(_ query: Query, _ migration: Migration) throws -> Answer {
        try query.check()
        let scope = try Scope(query, self, migration)
        var completeness = try Completeness(scope, self)
        if query.kind == .timeseries, query.step == .hour {
            completeness.notes.append(
                "By the hour, followed counts referers alone; by the day, both logs settle the rest."
            )
        }
        var progress: Progress?
        let columns: [Answer.Column]
        var rows: [[Answer.Cell]]
        var sort: String?
        switch query.kind {
        case .summary:
            columns = Summary.columns
            (rows, progress) = try Summary(scope, self).answer()
        case .timeseries:
            columns = Timeseries.columns
            rows = try Timeseries.rows(scope, self, step: query.step ?? .day)
        case .images:
            columns = Images.columns(byTag: query.byTag)
            rows = try Images(scope, self, query).rows()
            sort = "-pulls"
        case .clients:
            columns = Clients.columns
            rows = try Clients(scope, self, query).rows()
            sort = "-requests"
        case .tools:
            columns = Tools.columns
            rows = try Tools.rows(scope, self, family: query.tool)
            sort = "-requests"
        case .sources:
            columns = LedgerRow.columns
            rows = try ledger().map(\.cells)
            sort = "name"
        case .rejects:
            columns = LedgerAnswers.rejectColumns
            rows = try LedgerAnswers.rejects(self)
            sort = "-count"
        }
        var next: String?
        if let sort { (rows, next) = try Paging(columns: columns, query: query).page(rows, defaultSort: sort) }
        return Answer(completeness: completeness, columns: columns, rows: rows, next: next, progress: progress)
    }
}

extension Completeness {
    init(_ scope: Scope, _ store: any Store) throws(StoreError) {
        notes = scope.notes
        var formatsWithHeaders = Set<String>()
        for row in try store.ledger() {
            if row.status == .failed { failedSources += 1 }
            guard let times = row.times else { continue }
            let days = Int32(times.lowerBound / 86_400)...Int32(times.upperBound / 86_400)
            guard days.overlaps(scope.days) else { continue }
            sources += 1
            lines += row.lines.total
            unrelatedLines += row.lines.unrelated
            rejectedLines += row.lines.rejected
            if row.bytesIncludeHeaders, row.lines.counted > 0 { formatsWithHeaders.insert(row.format) }
        }
        if !formatsWithHeaders.isEmpty {
            let names = formatsWithHeaders.sorted().joined(separator: ", ")
            notes.append("Bytes from logs of these formats count response headers too: \(names).")
        }
        guard !scope.isEmpty else { return }
        days = scope.days
        hoursInRange = Int64(scope.days.count) * 24
        let query = SumQuery(.hours, days: scope.days, sites: scope.sites, by: [.hour])
        hoursCovered = Int64(Set(try store.sums(query).map { $0.value(.hour, in: query) }).count)
    }
}
