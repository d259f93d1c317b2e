import Registry
import Store

/// Of which days there are logs, and what they can't tell: one row an endpoint.
struct Coverage {
    let table: Markup
    /// What came late, in a sentence; nil: nothing did.
    let late: String?

    private static let gapsAtMost = 6

    init(_ desk: Desk) throws {
        late = try Self.late(desk)
        guard let stored = desk.stored, let range = desk.range else {
            table = ""
            return
        }
        // As the overview asks.
        let hours = try Self.times(desk.ask(desk.query(.timeseries) { $0.step = .hour }))
        let days = try Self.times(desk.ask(Query(.timeseries) { $0.step = .day }))
        let headings = [
            Heading("endpoint"), Heading("role"),
            Heading("hours with requests", isNumber: true, definition: "Of all hours of \(Day.words(range)), UTC."),
            Heading("days without any", isNumber: true, definition: "Of \(Day.words(stored)), UTC."),
            Heading("which", definition: "The longest first. Nothing was logged, or nobody came: nobody can tell."),
            Heading("what its logs can’t tell", definition: "By observes in ebb.yaml."),
        ]
        let rows = desk.context.migration.endpoints.map { endpoint in
            let own = Set(days[endpoint.name, default: []].map { Day(time: $0) })
            let gaps = Self.gaps(own, in: stored)
            let share = Double(hours[endpoint.name, default: []].count) / Double(range.length * 24)
            return [
                TableCell(endpoint.name), TableCell.role(endpoint.role),
                .share(own.isEmpty ? nil : share, style: "neutral"),
                own.isEmpty ? .unknown("no log of it was read") : .count(Int64(gaps.map(\.length).reduce(0, +))),
                TableCell(own.isEmpty ? "no log of it was read" : Self.words(gaps)),
                TableCell(own.isEmpty ? "everything" : Self.blind(endpoint.observes)),
            ]
        }
        table = Table(caption: "Endpoints", headings: headings, rows: rows).markup
    }

    /// When each endpoint had requests, by its name.
    private static func times(_ series: Answer) -> [String: [Int64]] {
        var times: [String: [Int64]] = [:]
        for record in series.records where (record.count("requests") ?? 0) > 0 {
            if let time = record.time("time") { times[record.text("endpoint"), default: []].append(time) }
        }
        return times
    }

    /// Runs of days without a request.
    private static func gaps(_ days: Set<Day>, in stored: ClosedRange<Day>) -> [ClosedRange<Day>] {
        var gaps: [ClosedRange<Day>] = []
        for number in stored.lowerBound.number...stored.upperBound.number {
            let day = Day(number: number)
            guard !days.contains(day) else { continue }
            if let last = gaps.last, last.upperBound + 1 == day {
                gaps[gaps.count - 1] = last.lowerBound...day
            } else {
                gaps.append(day...day)
            }
        }
        return gaps
    }

    private static func words(_ gaps: [ClosedRange<Day>]) -> String {
        guard !gaps.isEmpty else { return "none" }
        let shown = gaps.sorted { ($1.length, $0.lowerBound) < ($0.length, $1.lowerBound) }.prefix(gapsAtMost)
        let rest = gaps.count - shown.count
        return shown.map(Day.words).joined(separator: "; ")
            + (rest > 0 ? "; and \(Number.count(Int64(rest))) more" : "")
    }

    private static func blind(_ observes: Observes) -> String {
        let kinds: [(String, Observes)] = [
            ("manifests and pulls", .manifests), ("blobs", .blobs), ("bytes", .bytes),
            ("who followed a redirect (no referers)", .referer), ("clients", .clients),
        ]
        let missing = kinds.filter { !observes.contains($0.1) }.map(\.0)
        return missing.isEmpty ? "nothing" : missing.joined(separator: ", ")
    }

    private static func late(_ desk: Desk) throws -> String? {
        let query = Query(.sources) {
            $0.sort = "-late"
            $0.limit = 0
        }
        let records = try desk.ask(query).records.filter { $0["late"] == .flag(true) }
        let days = records.compactMap { record -> ClosedRange<Day>? in
            guard let first = record.time("firstTime"), let last = record.time("lastTime") else { return nil }
            return Day(time: first)...Day(time: last)
        }
        guard let first = days.map(\.lowerBound).min(), let last = days.map(\.upperBound).max() else { return nil }
        return
            "\(Number.count(Int64(records.count), "source")) came late, a day or more after one of later times: days of "
            + "\(Day.words(first...last)) that had been told of before were changed."
    }
}
