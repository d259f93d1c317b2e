import Analysis
import Registry
import Store

/// What the move costs: by month, by image, by cloud, and by other routings.
struct CostPage {
    let frame: Frame
    let range: RangeBar
    let sentence: String
    let parts: [Part]
    let isEmpty: Bool
    let notes: [String]

    struct Part {
        let heading: String
        let lead: String
        let table: Markup
        let data: Markup
    }

    private static let rowsAtMost = 20

    init(_ desk: Desk) throws {
        frame = Frame("Cost", desk, at: .cost, terms: [.requests, .bytes, .dash])
        range = RangeBar(desk, at: .cost)
        guard desk.context.costs.areKnown, desk.stored != nil else {
            (parts, notes, isEmpty) = ([], [], true)
            sentence = "What the endpoints cost"
            return
        }
        let old = desk.name(.legacy)
        let all = try CostSum(desk, endpoint: nil)
        sentence =
            try CostSum(desk, endpoint: Role.legacy.rawValue).map { sum in
                let of = all.flatMap { $0.amount == nil ? nil : " of \($0.words)" } ?? ""
                return "\(old) cost \(sum.words)\(of), \(sum.basis)."
            } ?? "What the endpoints cost"
        // Months are compared whole, unless somebody chose days.
        let months = desk.query(.cost, desk.hasFilteredRange ? desk.range : nil) { $0.limit = 0 }
        let byMonth = try desk.ask(months)
        var parts = [Part("Month by month", "A month is billed whole, by its tiers, in UTC.", byMonth, months, desk)]
        for (per, heading) in [(Query.Per.image, "Images"), (.network, "Clouds and operators")]
        where per == .image || desk.context.knowsNetworks {
            let query = desk.query(.cost) {
                $0.per = per
                $0.endpoint = Role.legacy.rawValue
                $0.limit = Self.rowsAtMost
            }
            guard let answer = try? desk.ask(query) else { continue }
            let lead = "At \(old), \(desk.rangeInWords); most expensive first, at each month’s average rate."
            parts.append(Part(heading, lead, answer, query, desk))
        }
        for routing in desk.context.costs.routings {
            let query = desk.query(.cost) {
                $0.whatIf = routing.name
                $0.limit = 0
            }
            guard let answer = try? desk.ask(query) else { continue }
            let total = answer.completeness.notes.first { $0.hasPrefix("All of it by ") } ?? ""
            parts.append(Part("By the routing \(routing.name)", visible(total), answer, query, desk))
        }
        self.parts = parts
        isEmpty = byMonth.rows.isEmpty
        notes = byMonth.completeness.notes.map(visible)
    }

    func html() throws -> String { try Templates.render(self, .cost) }
}

extension CostPage.Part {
    fileprivate init(_ heading: String, _ lead: String, _ answer: Answer, _ query: Query, _ desk: Desk) {
        self.heading = visible(heading)
        self.lead = lead
        table =
            AnswerTable(answer, desk, .cost, query, leaveOut: query.endpoint == nil ? [] : ["role"]).table(
                caption: heading
            ).markup
        data = desk.dataLinks(query)
    }
}
