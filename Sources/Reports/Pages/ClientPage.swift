import Registry
import Store

/// One client, or one network of them: what it does at the old endpoint and at the new one.
struct ClientPage {
    let frame: Frame
    let range: RangeBar
    let name: String
    let kind: String
    let lead: String
    let tools: [String]
    let roles: Markup
    let hasRows: Bool
    let data: Markup
    /// What its network asks the old endpoint for, with the names to write instead; nil where that can't be told.
    let images: Markup?
    let old: String

    init(_ name: String, _ desk: Desk) throws {
        self.name = name
        let place = Page.Place.client(name)
        frame = Frame(
            "\(name): what it still asks for",
            desk,
            at: place,
            terms: [.pulls, .requests, .bytes, .clients, .dash]
        )
        range = RangeBar(desk, at: place)
        kind = desk.showsNetworks ? "Network" : "Client"
        let query = desk.query(.clients) { $0.client = name }
        let answer = try desk.ask(query)
        if answer.rows.isEmpty {
            let ever = try desk.ask(Query(.clients) { $0.client = name })
            guard !ever.rows.isEmpty else {
                throw PageError.notFound("No log speaks of a client “\(visible(name))”.")
            }
        }
        hasRows = !answer.rows.isEmpty
        data = desk.dataLinks(query)
        old = desk.name(.legacy)
        images = try Self.images(name, desk, place)
        tools = Set(answer.records.flatMap { $0.texts("tools") ?? [] }).sorted()
        let isMirror = answer.records.contains { $0["mirror"] == .flag(true) }
        lead = Self.lead(answer, desk) + (isMirror ? " It is a mirror: it stands for many." : "")
        roles =
            AnswerTable(answer, desk, place, Query(.clients), leaveOut: ["client", "tools"])
            .table(caption: "By role").markup
    }

    func html() throws -> String { try Templates.render(self, .client) }

    private static func images(_ name: String, _ desk: Desk, _ place: Page.Place) throws -> Markup? {
        let query = desk.query(.stragglers) {
            $0.client = name
            $0.limit = ListPage.rowsAtMost
        }
        let answer: Answer
        do {
            answer = try desk.ask(query)
        } catch is QueryError {
            return nil
        }
        guard !answer.rows.isEmpty else { return nil }
        let known: Set = ["client", "network", "mirror", "automation", "clients"]
        let table = AnswerTable(answer, desk, place, Query(.stragglers), leaveOut: known)
        return table.table(caption: "Images at \(desk.name(.legacy))").markup + desk.dataLinks(query)
    }

    private static func lead(_ answer: Answer, _ desk: Desk) -> String {
        func last(_ role: Role) -> Int64? {
            answer.records.filter { $0.role == role }.compactMap { $0.time("lastSeen") }.max()
        }
        let names = (old: desk.name(.legacy), new: desk.name(.current))
        switch (last(.legacy), last(.current)) {
        case (let old?, let new?):
            return
                "It last asked \(names.old) on \(Day(time: old).inWords), and \(names.new) on \(Day(time: new).inWords)."
        case (let old?, nil): return "It last asked \(names.old) on \(Day(time: old).inWords), and never \(names.new)."
        case (nil, let new?): return "It last asked \(names.new) on \(Day(time: new).inWords), and never \(names.old)."
        default: return "It asked neither \(names.old) nor \(names.new) in this range."
        }
    }
}
