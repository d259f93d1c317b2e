import Registry
import Store

/// A list of images, clients, networks or tools, sorted and cut into pages.
struct ListPage {
    let frame: Frame
    let range: RangeBar
    let title: String
    let form: FilterForm?
    let parts: [Part]
    let isEmpty: Bool
    /// Why there is nothing.
    let reason: String
    let next: String?
    let first: String?
    let data: Markup
    let notes: [String]

    /// A table; a report, which has no filters, has one for each role.
    struct Part {
        let heading: String?
        let lead: String
        let table: Markup
    }

    /// Rows of a page of the service, and of a report's list.
    static let rowsAtMost = 50
    static let reportRowsAtMost = 100
    static let usualSort = "-requests"

    init(_ place: Page.Place, _ desk: Desk) throws {
        let kind = Self.kind(place)
        let thing = desk.thing(kind)
        let title = thing.prefix(1).uppercased() + thing.dropFirst()
        self.title = title
        frame = Frame(title, desk, at: place, terms: Self.terms(kind))
        range = RangeBar(desk, at: place)
        form = desk.links.isReport || desk.stored == nil ? nil : FilterForm(desk, at: place, kind)
        let query = desk.query(kind) {
            $0.endpoint = desk.filters.endpoint
            $0.repository = desk.filters.repository
            $0.tool = desk.filters.tool
            $0.sort = desk.filters.sort ?? Self.usualSort
            $0.after = desk.filters.after
            $0.limit = desk.links.isReport ? Self.reportRowsAtMost : Self.rowsAtMost
        }
        data = desk.dataLinks(query)
        var answers: [(query: Query, answer: Answer)] = []
        var reason = desk.stored == nil ? "Nothing has been counted yet." : "Nothing fits these filters in this range."
        do {
            for role in desk.links.isReport ? Role.allCases.map(\.rawValue) : [query.endpoint] {
                var part = query
                part.endpoint = role
                answers.append((part, try desk.ask(part)))
            }
        } catch let error as QueryError where desk.isUnasked {
            // Nobody asked for anything odd: the store itself can't say.
            reason = visible(error.description)
        }
        self.reason = reason
        answers.removeAll { $0.answer.rows.isEmpty }
        isEmpty = answers.isEmpty
        parts = answers.map { query, answer in Part(query, answer, desk, place, title) }
        let last = answers.last?.answer
        var filters = desk.filters
        filters.after = last?.next
        next = filters.after.flatMap { _ in desk.links.isReport ? nil : desk.links.page(place, filters.parameters) }
        filters.after = nil
        first = desk.filters.after.flatMap { _ in desk.links.page(place, filters.parameters) }
        notes = last?.completeness.notes.map(visible) ?? []
    }

    func html() throws -> String { try Templates.render(self, .list) }

    private static func kind(_ place: Page.Place) -> Query.Kind {
        switch place {
        case .images: .images
        case .clients: .clients
        case .networks: .networks
        default: .tools
        }
    }

    private static func terms(_ kind: Query.Kind) -> [Definition.Term] {
        switch kind {
        case .images: [.pulls, .requests, .checks, .bytes, .clients, .dash]
        default: [.pulls, .requests, .bytes, .clients, .dash]
        }
    }
}

extension ListPage.Part {
    fileprivate init(_ query: Query, _ answer: Answer, _ desk: Desk, _ place: Page.Place, _ title: String) {
        let role = desk.links.isReport ? query.endpoint.flatMap(Role.init(rawValue:)) : nil
        heading = role.map { $0 == .backend ? "At the backends" : "At \(desk.name($0))" }
        let isWhole = answer.next == nil || !desk.links.isReport
        lead =
            isWhole
            ? desk.filters.sort == nil ? "Most requests first." : ""
            : "The \(Number.count(Int64(answer.rows.count))) with most requests; the data files have more."
        table =
            AnswerTable(answer, desk, place, query, leaveOut: role == nil ? [] : ["role"])
            .table(caption: heading.map { "\(title): \($0)" } ?? title).markup
    }
}

extension Desk {
    /// Whether the reader chose nothing that an answer could refuse.
    fileprivate var isUnasked: Bool {
        [filters.endpoint, filters.repository, filters.tool, filters.sort, filters.after].allSatisfy { $0 == nil }
    }
}
