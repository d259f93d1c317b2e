import Registry
import Store

/// What the milestones did to those who were at the old endpoint.
struct CohortsSection {
    let table: Markup
    let data: Markup
    let notes: [String]

    /// nil: no milestone is set, or the store can't tell.
    init?(_ desk: Desk) throws {
        guard !desk.context.migration.milestones.isEmpty, desk.filters.after == nil else { return nil }
        let query = Query(.cohorts) { $0.repository = desk.filters.repository }
        let answer: Answer
        do {
            answer = try desk.ask(query)
        } catch is QueryError {
            return nil
        }
        // Milestones of which there are no logs stand in the notes.
        guard answer.records.contains(where: { $0["exposed"] != .null }) else { return nil }
        table = AnswerTable(answer, desk, .stragglers, Query(.cohorts)).table(caption: "Milestones").markup
        data = desk.dataLinks(query)
        notes = answer.completeness.notes.map(visible)
    }
}
