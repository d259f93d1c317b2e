import Analysis
import Registry
import Store

/// What `/metrics` says of the store. Labels hold configured names only, never what a log says.
struct StoreMetrics {
    private let store: any Store
    private let migration: Migration
    private let costs: Costs

    /// - Parameter store: a snapshot.
    init(_ store: any Store, _ migration: Migration, _ costs: Costs) {
        self.store = store
        self.migration = migration
        self.costs = costs
    }

    var text: String {
        get throws {
            var exposition = Exposition()
            try addTotals(to: &exposition)
            try addDay(to: &exposition)
            try addForecast(to: &exposition)
            try addStuck(to: &exposition)
            try addCost(to: &exposition)
            try addOutage(to: &exposition)
            try addSources(to: &exposition)
            return exposition.text
        }
    }

    private func addTotals(to exposition: inout Exposition) throws {
        exposition.add(
            "ebb_requests_total",
            .counter,
            "Requests counted in the store.",
            try store.operations(migration).map { count in
                let labels =
                    labels(count.endpoint.name, count.endpoint.role.rawValue)
                    + [("operation", "\(count.operation)"), ("outcome", "\(count.outcome)")]
                return .init(labels: labels, value: Double(count.requests))
            }
        )
        let all = try store.answer(Query(.summary), migration)
        exposition.add(
            "ebb_pulls_total",
            .counter,
            "Pulls counted in the store (definition \(PullDefinition.usual.rawValue)).",
            all.samples("pulls")
        )
        let ways = ["direct", "followed", "unknown"].flatMap { way in
            all.samples(way).map { sample in
                Exposition.Sample(
                    labels: sample.labels.filter { $0.name == "endpoint" } + [("way", way)],
                    value: sample.value
                )
            }
        }
        exposition.add(
            "ebb_pulls_by_way_total",
            .counter,
            "Pulls at the current endpoints, by how they came there.",
            ways
        )
        exposition.add("ebb_response_bytes_total", .counter, "Body bytes sent, as the logs say.", all.samples("bytes"))
    }

    /// The newest day that is over: the newest one in the store but one, since logs of the last may still come.
    private func addDay(to exposition: inout Exposition) throws {
        guard let day = try store.lastWholeDay() else { return }
        var query = Query(.summary)
        query.from = day
        query.to = day
        let answer = try store.answer(query, migration)
        exposition.add("ebb_day_requests", .gauge, "Requests on the newest whole day.", answer.samples("requests"))
        exposition.add("ebb_day_pulls", .gauge, "Pulls on the newest whole day.", answer.samples("pulls"))
        exposition.add(
            "ebb_day_response_bytes",
            .gauge,
            "Body bytes sent on the newest whole day.",
            answer.samples("bytes")
        )
        exposition.add(
            "ebb_day_clients",
            .gauge,
            "Distinct clients on the newest whole day.",
            answer.samples("clients")
        )
        exposition.add(
            "ebb_day_lost_redirects",
            .gauge,
            "Redirects of the newest whole day that nobody followed.",
            answer.samples("lost").map { .init(labels: $0.labels.filter { $0.name == "endpoint" }, value: $0.value) }
        )
        let bounds = answer.progress.map { [("low", $0.low), ("high", $0.high)] } ?? []
        exposition.add(
            "ebb_day_progress_ratio",
            .gauge,
            "Share of pulls that came directly to the new endpoint on the newest whole day, from least to most.",
            bounds.map { .init(labels: [("bound", $0.0)], value: $0.1) }
        )
        exposition.add(
            "ebb_day_timestamp_seconds",
            .gauge,
            "When the newest whole day began, UTC.",
            Double(day.number) * 86_400
        )
    }

    /// Nothing where the store keeps no clients.
    private func addStuck(to exposition: inout Exposition) throws {
        var query = Query(.stuck)
        query.limit = 0
        guard let answer = try? store.answer(query, migration), let client = answer.index(of: "client") else { return }
        exposition.add(
            "ebb_stuck_clients",
            .gauge,
            "Clients that could not pull an image in the last seven days, and tried again and again.",
            Double(Set(answer.rows.map { $0[client] }).count)
        )
    }

    /// Of the newest whole day, where somebody said what an endpoint costs. A month's rate changes as it goes on.
    private func addCost(to exposition: inout Exposition) throws {
        guard costs.areKnown, let day = try store.lastWholeDay() else { return }
        var query = Query(.cost)
        (query.from, query.to, query.limit) = (day, day, 0)
        let answer = try store.answer(query, migration, costs: costs)
        func text(_ row: [Answer.Cell], _ column: String) -> String {
            if let index = answer.index(of: column), case .text(let text) = row[index] { text } else { "" }
        }
        let samples = answer.rows.compactMap { row -> Exposition.Sample? in
            guard let index = answer.index(of: "cost"), case .money(let amount) = row[index] else { return nil }
            return .init(
                labels: labels(text(row, "endpoint"), text(row, "role")) + [("currency", text(row, "currency"))],
                value: Double(amount.nano) / 1e9
            )
        }
        exposition.add(
            "ebb_day_cost",
            .gauge,
            "What the newest whole day cost, at the average rate of its month, by costs.tariffs.",
            samples
        )
    }

    /// What would break if the old endpoint stopped serving, and what it lacks.
    private func addOutage(to exposition: inout Exposition) throws {
        func sums(_ kind: Query.Kind) throws -> (String) -> Int64? {
            var query = Query(kind)
            query.limit = 0
            let answer = try store.answer(query, migration)
            return { column in
                answer.index(of: column).flatMap { index in
                    answer.rows.reduce(nil) { sum, row in
                        if case .integer(let count) = row[index] { (sum ?? 0) + count } else { sum }
                    }
                }
            }
        }
        let outage = try sums(.outage)
        exposition.add(
            "ebb_outage_pulls",
            .gauge,
            "Pulls of the last seven days that would fail or survive if the old endpoint stopped serving and kept its redirect.",
            ["fails", "survives"].compactMap { fate in
                outage(fate).map { .init(labels: [("fate", fate)], value: Double($0)) }
            }
        )
        if let lost = outage("lost") {
            exposition.add(
                "ebb_outage_lost_redirects",
                .gauge,
                "Redirects of the last seven days that nobody followed.",
                Double(lost)
            )
        }
        exposition.add(
            "ebb_unmet_requests",
            .gauge,
            "Requests of the last seven days to the old endpoint for tags that it lacks and the new one has.",
            Double(try sums(.unmet)("asked") ?? 0)
        )
    }

    /// Of the old endpoint's share and the usual threshold. Without a date, the state says why.
    private func addForecast(to exposition: inout Exposition) throws {
        let answer = try store.answer(Query(.forecast), migration)
        guard let row = answer.rows.first(where: { $0.first == .text("share") }) else { return }
        func cell(_ column: String) -> Answer.Cell { answer.index(of: column).map { row[$0] } ?? .null }
        guard case .text(let state) = cell("state") else { return }
        exposition.add(
            "ebb_forecast_state",
            .gauge,
            "1 for what the forecast says: expected, reached, stalled, rising, beyondFiveYears or tooLittle.",
            [.init(labels: [("state", state)], value: 1)]
        )
        let dates = ["earliest", "date", "latest"].compactMap { bound -> Exposition.Sample? in
            guard case .time(let time) = cell(bound) else { return nil }
            return .init(labels: [("bound", bound)], value: Double(time))
        }
        exposition.add(
            "ebb_forecast_timestamp_seconds",
            .gauge,
            "When the share of pulls that still go through the old endpoint falls below 1 %, with its 80 % interval.",
            dates
        )
    }

    private func addSources(to exposition: inout Exposition) throws {
        let ledger = try store.ledger()
        let statuses: [LedgerRow.Status] = [.ingested, .alreadyIngested, .failed]
        exposition.add(
            "ebb_sources",
            .gauge,
            "Sources in the ledger, by what became of them.",
            statuses.map { status in
                .init(labels: [("status", status.rawValue)], value: Double(ledger.count { $0.status == status }))
            }
        )
        let lines = ledger.reduce(into: LedgerRow.Lines()) { $0 += $1.lines }
        let results = [
            ("counted", lines.counted), ("unrelated", lines.unrelated), ("rejected", lines.rejected),
            ("skipped", lines.skipped),
        ]
        exposition.add(
            "ebb_lines_total",
            .counter,
            "Lines of all sources, by what became of them.",
            results.map { .init(labels: [("result", $0.0)], value: Double($0.1)) }
        )
        let ingested = ledger.map(\.ingestedAt).filter { $0 > 0 }.max()
        exposition.add(
            "ebb_last_ingest_timestamp_seconds",
            .gauge,
            "When a source was last read.",
            ingested.map(Double.init)
        )
        let record = ledger.compactMap { $0.times?.upperBound }.max()
        exposition.add(
            "ebb_last_record_timestamp_seconds",
            .gauge,
            "Time of the newest record.",
            record.map(Double.init)
        )
    }

    private func labels(_ endpoint: String, _ role: String) -> [(name: String, value: String)] {
        [("endpoint", endpoint), ("role", role)]
    }
}

extension Answer {
    /// One sample for each row that knows the column, labelled by its endpoint.
    fileprivate func samples(_ column: String) -> [Exposition.Sample] {
        guard let value = index(of: column), let endpoint = index(of: "endpoint"), let role = index(of: "role") else {
            return []
        }
        return rows.compactMap { row in
            guard case .integer(let number) = row[value], case .text(let endpoint) = row[endpoint],
                case .text(let role) = row[role]
            else { return nil }
            return .init(labels: [("endpoint", endpoint), ("role", role)], value: Double(number))
        }
    }

    fileprivate func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}
