import Registry
import Store

/// Who can't pull at all, since the move: what has to be looked at first.
struct StuckSection {
    let lead: String
    let table: Markup
    let data: Markup

    private static let rowsAtMost = 10

    /// nil: nobody is stuck, or the store can't tell.
    init?(_ desk: Desk, week: ClosedRange<Day>) throws {
        let query = desk.query(.stuck, week) { $0.limit = Self.rowsAtMost }
        let answer: Answer
        do {
            answer = try desk.ask(query)
        } catch is QueryError {
            return nil
        }
        guard !answer.rows.isEmpty else { return nil }
        let more = answer.next == nil ? "" : " The \(answer.rows.count) with most tries."
        lead =
            "Clients that got nothing of an image for a day and tried again and again, as a kubelet in ImagePullBackOff "
            + "does, \(Day.words(week)), UTC.\(more)"
        table = AnswerTable(answer, desk, .overview, Query(.stuck)).table(caption: "Clients that are stuck").markup
        data = desk.dataLinks(query)
    }
}
