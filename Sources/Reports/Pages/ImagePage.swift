import Registry
import Store

/// One image: its course at the old and the new endpoint, its tags, who asks for it.
struct ImagePage {
    let frame: Frame
    let range: RangeBar
    let name: String
    let lead: String
    let roles: Markup
    let hasRows: Bool
    let burnDown: BurnDownSection
    let tags: Markup
    let tagsLead: String
    let hasTags: Bool
    let clients: Markup
    let clientsTitle: String
    let clientsReason: String?
    let allClients: String?
    let data: Markup
    let tagsData: Markup
    let clientsData: Markup

    private static let tagsAtMost = 50
    private static let clientsAtMost = 20

    init(_ name: String, _ desk: Desk) throws {
        self.name = name
        let place = Page.Place.image(name)
        frame = Frame(
            "\(name): who still pulls it",
            desk,
            at: place,
            terms: [.pulls, .followed, .unknown, .requests, .checks, .bytes, .clients, .dash]
        )
        range = RangeBar(desk, at: place)
        let query = desk.query(.images) { $0.repository = name }
        let answer = try desk.ask(query)
        if answer.rows.isEmpty {
            // Perhaps on other days.
            let ever = try desk.ask(Query(.images) { $0.repository = name })
            guard !ever.rows.isEmpty else {
                throw PageError.notFound("No log speaks of an image “\(visible(name))”.")
            }
        }
        hasRows = !answer.rows.isEmpty
        data = desk.dataLinks(query)
        roles =
            AnswerTable(answer, desk, place, Query(.images), leaveOut: ["repository"]).table(caption: "By role").markup

        let seriesQuery = desk.query(.timeseries) {
            $0.repository = name
            $0.step = .day
        }
        let series = try desk.ask(seriesQuery).records
        lead = Self.lead(answer, desk) + (Self.progress(series).map { " " + $0 } ?? "")
        burnDown = BurnDownSection(
            desk.range.flatMap(desk.drawable).map { BurnDown(series, days: $0, measure: .pulls) },
            desk,
            query: seriesQuery
        )

        let tagsQuery = desk.query(.images) {
            $0.repository = name
            $0.byTag = true
            $0.sort = "-requests"
            $0.limit = Self.tagsAtMost
        }
        let tagsAnswer = try desk.ask(tagsQuery)
        hasTags = !tagsAnswer.rows.isEmpty
        tags =
            AnswerTable(tagsAnswer, desk, place, Query(.images), leaveOut: ["repository", "clients"])
            .table(caption: "Tags").markup
        tagsLead =
            tagsAnswer.next == nil
            ? "“(none)” are requests by digest, for blobs, or for signatures."
            : "The \(Self.tagsAtMost) with most requests. “(none)” are requests by digest, for blobs, or for signatures."
        tagsData = desk.dataLinks(tagsQuery)

        let clientsQuery = desk.query(.clients) {
            $0.repository = name
            $0.sort = "-requests"
            $0.limit = Self.clientsAtMost
        }
        clientsData = desk.dataLinks(clientsQuery)
        let thing = desk.thing(.clients)
        clientsTitle = "Who asks for it"
        do {
            let clientsAnswer = try desk.ask(clientsQuery)
            clientsReason = clientsAnswer.rows.isEmpty ? "None in this range." : nil
            clients =
                AnswerTable(clientsAnswer, desk, place, Query(.clients), leaveOut: ["repositories"])
                .table(caption: "The \(thing) with most requests").markup
            var filters = desk.filters
            filters.repository = name
            allClients =
                clientsAnswer.next == nil || desk.links.isReport
                ? nil : desk.links.page(.clients, filters.parameters)
        } catch let error as QueryError {
            (clients, clientsReason, allClients) = ("", visible(error.description), nil)
        }
    }

    func html() throws -> String { try Templates.render(self, .image) }

    /// How far its move has come, in a sentence; nil where logs of one end don't tell its pulls.
    private static func progress(_ series: [Record]) -> String? {
        func sum(_ role: Role, _ column: String) -> Int64? {
            series.filter { $0.role == role }.map { $0.count(column) }.known
        }
        guard let direct = sum(.current, "direct"), let followed = sum(.current, "followed"),
            let unknown = sum(.current, "unknown"), let served = sum(.legacy, "pulls")
        else { return nil }
        let all = Double(direct + followed + unknown + served)
        guard all > 0 else { return nil }
        let progress = Progress(low: Double(direct) / all, high: Double(direct + unknown) / all, basis: .pulls)
        return "\(Headline.share(progress)) of its pulls came directly."
    }

    private static func lead(_ answer: Answer, _ desk: Desk) -> String {
        func requests(_ role: Role) -> Int64 {
            answer.records.filter { $0.role == role }.compactMap { $0.count("requests") }.reduce(0, +)
        }
        let (old, new) = (requests(.legacy), requests(.current))
        guard old + new > 0 else { return "No request in this range." }
        return
            "\(Number.count(old, "request")) to \(desk.name(.legacy)), \(Number.count(new)) to \(desk.name(.current))."
    }
}

extension Query {
    /// A question, with some of its filters set.
    init(_ kind: Kind, _ change: (inout Query) -> Void) {
        self.init(kind)
        change(&self)
    }
}
