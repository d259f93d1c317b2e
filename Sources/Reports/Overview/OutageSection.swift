import Registry
import Store

/// What would break if the old endpoint stopped serving today and kept its redirect.
struct OutageSection {
    let lead: String
    let table: Markup
    let data: Markup

    private static let rowsAtMost = 5

    /// nil: the logs know no pulls at the old endpoint.
    init?(_ desk: Desk, week: ClosedRange<Day>) throws {
        let query = desk.query(.outage, week) { $0.limit = 0 }
        var answer = try desk.ask(query)
        let records = answer.records
        guard let fails = records.map({ $0.count("fails") }).known else { return nil }
        func daily(_ count: Int64) -> String {
            let mean = Double(count) / Double(week.length)
            return Number.decimal(mean, places: count > 0 && mean < 9.95 ? 1 : 0)
        }
        let images = Int64(records.count { ($0.count("fails") ?? 0) > 0 })
        var sentences = [
            fails > 0
                ? "If \(desk.name(.legacy)) served nothing any more and kept its redirect, \(daily(fails)) pulls a day of "
                    + "\(Number.count(images, "image")) would fail."
                : "\(desk.name(.legacy)) served no pull itself: as long as it keeps its redirect, none would fail."
        ]
        if let survives = records.map({ $0.count("survives") }).known {
            sentences.append("\(daily(survives)) a day would survive, since they follow the redirect.")
        }
        if let lost = records.map({ $0.count("lost") }).known, lost > 0 {
            sentences.append("\(daily(lost)) redirects a day are lost even now, since nobody follows them.")
        }
        lead = sentences.joined(separator: " ") + " The means of \(Day.words(week)), UTC."
        answer.rows = Array(answer.rows.prefix(min(Self.rowsAtMost, Int(images))))
        let shown = AnswerTable(answer, desk, .overview, Query(.outage), leaveOut: ["firstSeen", "lastSeen"])
        table = answer.rows.isEmpty ? "" : shown.table(caption: "Images that would fail most").markup
        data = desk.dataLinks(query)
    }
}
