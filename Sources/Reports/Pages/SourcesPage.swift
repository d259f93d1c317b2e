import Registry
import Store

/// What was read, and what could not be.
struct SourcesPage {
    let frame: Frame
    let lead: String
    let coverage: Coverage
    let table: Markup
    let isEmpty: Bool
    let next: String?
    let first: String?
    let data: Markup
    let rejects: Markup
    let hasRejects: Bool
    let rejectsLead: String
    let rejectsData: Markup

    private static let rejectsAtMost = 50

    init(_ desk: Desk) throws {
        frame = Frame("Sources", desk, at: .sources, terms: [.dash])
        coverage = try Coverage(desk)
        let limit = desk.links.isReport ? ListPage.reportRowsAtMost : ListPage.rowsAtMost
        let query = Query(.sources) {
            $0.sort = desk.filters.sort ?? "-ingestedAt"
            $0.after = desk.filters.after
            $0.limit = limit
        }
        let answer = try desk.ask(query)
        isEmpty = answer.rows.isEmpty
        data = desk.dataLinks(query)
        table = AnswerTable(answer, desk, .sources, query, leaveOut: ["identity"]).table(caption: "Sources").markup
        let sum = answer.completeness
        var lines =
            "\(Number.count(sum.sources, "source")) with \(Number.count(sum.lines, "line")): \(Number.count(sum.rejectedLines)) could "
            + "not be read, \(Number.count(sum.unrelatedLines)) belong to no endpoint of the configuration."
        if sum.failedSources > 0 { lines += " \(Number.count(sum.failedSources, "source")) failed." }
        lead = lines
        var filters = desk.filters
        filters.after = answer.next
        next = answer.next.flatMap { _ in desk.links.isReport ? nil : desk.links.page(.sources, filters.parameters) }
        filters.after = nil
        first = desk.filters.after.flatMap { _ in desk.links.page(.sources, filters.parameters) }

        let rejectsQuery = Query(.rejects) {
            $0.sort = "-count"
            $0.limit = Self.rejectsAtMost
        }
        let rejected = try desk.ask(rejectsQuery)
        hasRejects = !rejected.rows.isEmpty
        rejectsData = desk.dataLinks(rejectsQuery)
        rejects = AnswerTable(rejected, desk, .sources, Query(.rejects)).table(caption: "Rejected lines").markup
        rejectsLead =
            "Lines that could not be read, by source and reason, with samples: addresses are masked, queries cut off."
            + (rejected.next == nil ? "" : " The \(Self.rejectsAtMost) most frequent.")
    }

    func html() throws -> String { try Templates.render(self, .sources) }
}
