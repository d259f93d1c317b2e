package import Analysis
package import Registry

extension Store {
    /// Answers a question. Every store gives the same answer to the same facts.
    ///
    /// - Parameters:
    ///   - query: the question; a filter that its answer does not take is a `QueryError`.
    ///   - migration: the rules as they are today: they tell endpoints, names and tools apart.
    ///   - networks: the networks as they are known today; nil: none are.
    ///   - costs: what the endpoints cost.
    package func answer(
        _ query: Query,
        _ migration: Migration,
        networks: KnownNetworks? = nil,
        costs: Costs = Costs()
    ) throws -> Answer {
        try query.check()
        let scope = try Scope(query, self, migration, networks)
        var completeness = try Completeness(scope, self)
        if query.kind == .timeseries, query.step == .hour {
            completeness.notes.append(
                "By the hour, followed counts referers alone; by the day, both logs settle the rest."
            )
        }
        if query.isOfClients, let note = scope.clients.note { completeness.notes.append(note) }
        if query.needsNetworks { completeness.notes += scope.networkNotes }
        if query.kind == .outage, query.per == .network { completeness.notes.append(Outage.networkNote) }
        if query.kind == .networks, networks == nil {
            completeness.notes.append(
                "No networks are known: name lists of them under networks.files in ebb.yaml, and give that with --config."
            )
        }
        func paging(_ columns: [Answer.Column], _ defaultSort: String) throws(QueryError) -> Paging {
            try Paging(columns: columns, query: query, defaultSort: defaultSort)
        }
        var progress: Progress?
        let columns: [Answer.Column]
        let rows: [[Answer.Cell]]
        var next: String?
        switch query.kind {
        case .summary:
            columns = Summary.columns
            (rows, progress) = try Summary(scope, self).answer()
        case .pulls:
            columns = PullComparison.columns
            (rows, progress) = try PullComparison(scope, self, query).answer()
        case .timeseries:
            columns = Timeseries.columns
            rows = try Timeseries(scope, self, query).rows()
        case .progress:
            // Of steps, all: a course with an end cut off is none.
            var query = query
            if query.per == nil { query.limit = query.limit ?? 0 }
            let sorting = query.per == nil || query.step != nil ? "time" : "-left"
            if query.isOfParts {
                columns = ProgressParts.columns(query)
                let parts = try ProgressParts(scope, self, query)
                (rows, next) = try Paging(columns: columns, query: query, defaultSort: sorting).page(parts.rows())
                completeness.notes += parts.notes
            } else {
                columns = ProgressSeries.columns
                let series = try ProgressSeries(scope, self, query)
                (rows, next) = try Paging(columns: columns, query: query, defaultSort: sorting).page(series.rows())
                completeness.notes += series.notes
            }
        case .forecast:
            columns = ForecastAnswer.columns
            let (forecasts, notes) = try ForecastAnswer(scope, self, query).answer()
            rows = forecasts
            completeness.notes += notes
        case .cohorts:
            columns = Cohorts.columns
            let cohorts = try Cohorts(scope, self, query)
            rows = cohorts.rows
            completeness.notes += cohorts.notes
        case .images:
            columns = Images.columns(byTag: query.byTag)
            (rows, next) = try Images(scope, self, query).page(paging(columns, "-pulls"))
        case .clients:
            columns = Clients.columns
            (rows, next) = try Clients(scope, self, query).page(paging(columns, "-requests"))
        case .networks:
            columns = Networks.columns
            (rows, next) = try paging(columns, "-requests").page(Networks(scope, self, query).rows())
        case .tools:
            columns = Tools.columns
            (rows, next) = try paging(columns, "-requests").page(Tools.rows(scope, self, family: query.tool))
        case .stragglers:
            columns = Stragglers.columns
            (rows, next) = try paging(columns, "-requests").page(Stragglers(scope, self, query).rows())
        case .stuck:
            columns = Stuck.columns
            (rows, next) = try paging(columns, "-tries").page(Stuck(scope, self, query).rows())
        case .outage:
            columns = Outage.columns(query.per ?? .image)
            (rows, next) = try paging(columns, "-fails").page(Outage(scope, self, query).rows())
        case .restricted:
            columns = Restricted.columns
            let restricted = try Restricted(scope, self)
            (rows, next) = try paging(columns, "-askedForBlobs").page(restricted.rows())
            completeness.notes += restricted.notes
        case .unmet:
            columns = UnmetDemand.columns
            (rows, next) = try paging(columns, "-asked").page(UnmetDemand(scope, self, query).rows())
        case .cost:
            if let name = query.whatIf {
                columns = WhatIf.columns
                let whatIf = try WhatIf(scope, self, query, costs, routing: name)
                (rows, next) = try paging(columns, "item").page(whatIf.rows)
                completeness.notes += whatIf.notes
            } else {
                columns = CostAnswer.columns
                let cost = try CostAnswer(scope, self, query, costs)
                (rows, next) = try paging(columns, cost.isTimes ? "item" : "-cost").page(cost.rows())
                completeness.notes += cost.notes
            }
        case .sources:
            let sources = try LedgerAnswers.sources(self)
            columns = sources.columns
            (rows, next) = try paging(columns, "name").page(sources.rows)
        case .rejects:
            columns = LedgerAnswers.rejectColumns
            (rows, next) = try paging(columns, "-count").page(LedgerAnswers.rejects(self))
        }
        return Answer(
            definition: scope.counting.definition,
            completeness: completeness,
            columns: columns,
            rows: rows,
            next: next,
            progress: progress
        )
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
        let query = SumQuery(.hours, days: scope.days, sites: scope.sites, by: [.hour], measures: [])
        hoursCovered = Int64(try store.sums(query).count)
    }
}
