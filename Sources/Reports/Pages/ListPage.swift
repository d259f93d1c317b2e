import Registry
import Store

/// A list of images, clients or tools, sorted and cut into pages.
struct ListPage {
    let frame: Frame
    let range: RangeBar
    let title: String
    let lead: String
    let form: FilterForm?
    let table: Markup
    let isEmpty: Bool
    /// Why there is nothing.
    let reason: String
    let next: String?
    let first: String?
    let data: Markup
    let notes: [String]

    /// Rows of a page of the service, and of a report's list.
    static let rowsAtMost = 50
    static let reportRowsAtMost = 200
    static let usualSort = "-requests"

    init(_ place: Page.Place, _ desk: Desk) throws {
        let kind: Query.Kind = place == .images ? .images : place == .clients ? .clients : .tools
        let thing = desk.thing(kind)
        title = thing.prefix(1).uppercased() + thing.dropFirst()
        frame = Frame(title, desk, at: place, terms: Self.terms(kind))
        range = RangeBar(desk, at: place)
        form = desk.links.isReport || desk.stored == nil ? nil : FilterForm(desk, at: place, kind)
        let limit = desk.links.isReport ? Self.reportRowsAtMost : Self.rowsAtMost
        let query = desk.query(kind) {
            $0.endpoint = desk.filters.endpoint
            $0.repository = desk.filters.repository
            $0.tool = desk.filters.tool
            $0.sort = desk.filters.sort ?? Self.usualSort
            $0.after = desk.filters.after
            $0.limit = limit
        }
        data = desk.dataLinks(query)
        let answer: Answer
        do {
            answer = try desk.ask(query)
        } catch let error as QueryError where desk.isUnasked {
            // Nobody asked for anything odd: the store itself can't say.
            isEmpty = true
            (table, lead, reason, next, first, notes) = ("", "", visible(error.description), nil, nil, [])
            return
        }
        isEmpty = answer.rows.isEmpty
        reason = desk.stored == nil ? "Nothing has been counted yet." : "Nothing fits these filters in this range."
        table = AnswerTable(answer, desk, place, query).table(caption: title).markup
        let isSortedByUse = desk.filters.sort == nil
        lead =
            desk.links.isReport && answer.next != nil
            ? "The \(Number.count(Int64(limit))) with most requests; the data files have all."
            : isSortedByUse ? "Most requests first." : ""
        var filters = desk.filters
        filters.after = answer.next
        next = answer.next.flatMap { _ in desk.links.isReport ? nil : desk.links.page(place, filters.parameters) }
        filters.after = nil
        first = desk.filters.after.flatMap { _ in desk.links.page(place, filters.parameters) }
        notes = answer.completeness.notes.map(visible)
    }

    func html() throws -> String { try Templates.render(self, .list) }

    private static func terms(_ kind: Query.Kind) -> [Definition.Term] {
        switch kind {
        case .images: [.pulls, .requests, .checks, .bytes, .clients, .dash]
        default: [.pulls, .requests, .bytes, .clients, .dash]
        }
    }
}

extension Desk {
    /// Whether the reader chose nothing that an answer could refuse.
    fileprivate var isUnasked: Bool {
        [filters.endpoint, filters.repository, filters.tool, filters.sort, filters.after].allSatisfy { $0 == nil }
    }
}
