import Registry
import Store

/// Who is left at the old endpoint: networks of addresses and images, with where they stand and the name to write instead.
struct StragglersPage {
    let frame: Frame
    let range: RangeBar
    let title: String
    let states: [Choice]
    let exclusions: [Choice]
    let hasChoices: Bool
    let lead: String
    let table: Markup
    let isEmpty: Bool
    /// Why there is nothing.
    let reason: String
    let next: String?
    let first: String?
    let data: Markup
    let notes: [String]
    let cohorts: CohortsSection?

    struct Choice {
        let text: String
        let href: String
        let isHere: Bool
    }

    init(_ desk: Desk) throws {
        title = "Who is left at \(desk.name(.legacy))"
        frame = Frame(title, desk, at: .stragglers, terms: [.pulls, .requests, .bytes, .clients, .dash])
        range = RangeBar(desk, at: .stragglers)
        hasChoices = !desk.links.isReport && desk.stored != nil
        states = Self.states(desk)
        exclusions = Self.exclusions(desk)
        let filters = desk.filters
        let query = desk.query(.stragglers) {
            $0.repository = filters.repository
            $0.tool = filters.tool
            $0.state = filters.state
            $0.without = filters.without
            $0.sort = filters.sort ?? ListPage.usualSort
            $0.after = filters.after
            $0.limit = desk.links.isReport ? ListPage.reportRowsAtMost : ListPage.rowsAtMost
        }
        data = desk.dataLinks(query)
        var answer: Answer?
        var reason = desk.stored == nil ? "Nothing has been counted yet." : "Nobody, by these filters, in this range."
        do {
            answer = try desk.ask(query)
        } catch let error as QueryError where filters.sort == nil && filters.after == nil {
            // A store without addresses can't tell, nor a range that is too long.
            reason = visible(error.description)
        }
        self.reason = reason
        isEmpty = answer?.rows.isEmpty ?? true
        lead =
            (filters.state.map { "\($0.meaning)" } ?? "Those who still ask there, by their own rhythm.")
            + (filters.sort == nil ? " Most requests first." : "")
        table =
            answer.map {
                AnswerTable($0, desk, .stragglers, query, leaveOut: ["redirected", "days"]).table(
                    caption: "Networks and images"
                ).markup
            } ?? ""
        notes = answer?.completeness.notes.map(visible) ?? []
        cohorts = try CohortsSection(desk)
        var other = filters
        other.after = answer?.next
        next = other.after.flatMap { _ in desk.links.isReport ? nil : desk.links.page(.stragglers, other.parameters) }
        other.after = nil
        first = filters.after.flatMap { _ in desk.links.page(.stragglers, other.parameters) }
    }

    func html() throws -> String { try Templates.render(self, .stragglers) }

    private static func states(_ desk: Desk) -> [Choice] {
        ([nil] + StragglerState.allCases).compactMap { state in
            var filters = desk.filters
            (filters.state, filters.after) = (state, nil)
            return desk.links.page(.stragglers, filters.parameters).map {
                Choice(text: state?.rawValue ?? "still there", href: $0, isHere: state == desk.filters.state)
            }
        }
    }

    private static func exclusions(_ desk: Desk) -> [Choice] {
        let all: [(String, Set<Query.Exclusion>)] = [
            ("everybody", []), ("without mirrors", [.mirrors]), ("without automation", [.automation]),
            ("without both", [.mirrors, .automation]),
        ]
        return all.compactMap { text, without in
            var filters = desk.filters
            (filters.without, filters.after) = (without, nil)
            return desk.links.page(.stragglers, filters.parameters).map {
                Choice(text: text, href: $0, isHere: without == desk.filters.without)
            }
        }
    }
}

extension StragglerState {
    /// In a sentence.
    fileprivate var meaning: String {
        switch self {
        case .new: "First seen there within the last fourteen days."
        case .active: "There all along, by their own rhythm."
        case .returned: "Gone for longer than their rhythm, and back within the last fourteen days."
        case .silent: "Not seen for longer than their rhythm, and not at the new endpoint by themselves."
        case .moved: "Gone for longer than their rhythm, and at the new endpoint by themselves."
        }
    }
}
