import Analysis
import Registry
import Store

/// What Ebb counted at an endpoint beside what somebody else did, in the shape of the answers.
struct Comparison {
    static let columns: [Answer.Column] = [
        .init("day", .text), .init("requests"), .init("outsideRequests"), .init("requestsRatio", .share),
        .init("requestsRatioLow", .share), .init("requestsRatioHigh", .share), .init("bytes", .bytes),
        .init("outsideBytes", .bytes), .init("bytesRatio", .share),
    ]

    let reconciliation: Reconciliation
    private let ignored: [String]

    init(
        _ outside: OutsideTotals,
        _ store: any Store,
        _ migration: Migration,
        endpoint: String,
        days: (from: Day?, to: Day?),
        _ sampling: Sampling
    ) throws {
        var query = Query(.timeseries)
        query.step = .day
        query.endpoint = endpoint
        (query.from, query.to) = days
        let answer = try store.answer(query, migration)
        func index(_ name: String) -> Int { answer.columns.firstIndex { $0.name == name } ?? 0 }
        let (time, requests, bytes) = (index("time"), index("requests"), index("bytes"))
        var own: [Day: OutsideTotals.Counts] = [:]
        for row in answer.rows {
            guard case .time(let seconds) = row[time] else { continue }
            var counts = OutsideTotals.Counts()
            if case .integer(let number) = row[requests] { counts.requests = number }
            if case .integer(let number) = row[bytes] { counts.bytes = number }
            own[Day(number: Int32(seconds / 86_400)), default: .init()] += counts
        }
        reconciliation = Reconciliation(own: own, outside: outside.within(days.from, days.to), sampling: sampling)
        ignored = outside.ignored
    }

    /// One row a day, and the sum over those that both have.
    var rows: [[Answer.Cell]] { (reconciliation.rows + [reconciliation.total].compactMap(\.self)).map(cells) }

    var json: String {
        "{\"data\": [\n" + rows.map { "  " + Answer.object($0, Self.columns) }.joined(separator: ",\n") + "\n]}\n"
    }

    private func cells(_ row: Reconciliation.Row) -> [Answer.Cell] {
        let requests = reconciliation.requestsRatio(row)
        return [
            .text(row.day?.description ?? "total"), Answer.Cell(row.own?.requests), Answer.Cell(row.outside?.requests),
            Answer.Cell(share: requests?.value), Answer.Cell(share: requests?.interval?.lowerBound),
            Answer.Cell(share: requests?.interval?.upperBound), Answer.Cell(row.own?.bytes),
            Answer.Cell(row.outside?.bytes), Answer.Cell(share: reconciliation.bytesRatio(row)?.value),
        ]
    }

    /// What must be said beside the rows.
    func notes(file: String) -> [String] {
        var notes = [sentence(file: file)].compactMap(\.self)
        for (days, place) in [
            (reconciliation.rows.filter { $0.own == nil }, file),
            (reconciliation.rows.filter { $0.outside == nil }, "Ebb"),
        ] where !days.isEmpty {
            notes.append("In \(place) alone: \(Figure.count(Int64(days.count), "day")), which stand in no ratio.")
        }
        if !ignored.isEmpty { notes.append("Columns left alone: \(ignored.joined(separator: ", ")).") }
        return notes
    }

    /// `Ebb counted 98.7 % of the requests and 99.1 % of the bytes that cdn.csv tells, on 28 days that both have.`
    func sentence(file: String) -> String? {
        guard let total = reconciliation.total else { return nil }
        let requests = reconciliation.requestsRatio(total).map { ratio in
            let interval =
                ratio.interval.map { " (\(Figure.share($0.lowerBound)) to \(Figure.share($0.upperBound)))" } ?? ""
            return "\(Figure.share(ratio.value))\(interval) of the requests"
        }
        let bytes = reconciliation.bytesRatio(total).map { "\(Figure.share($0.value)) of the bytes" }
        let parts = [requests, bytes].compactMap(\.self)
        guard !parts.isEmpty else { return nil }
        let days = Figure.count(Int64(reconciliation.commonDays), "day")
        return "Ebb counted \(parts.joined(separator: " and ")) that \(file) tells, on \(days) that both have."
    }
}
