import Registry
import Store

/// Who is left at the old endpoint: the ten that ask most, with their share of its requests.
struct Leftover {
    let title: String
    let entries: [Entry]
    let table: Markup
    let isEmpty: Bool
    let reason: String
    let note: String?
    /// To the whole list; nil in a report that has none.
    let all: String?
    let allTitle: String
    let data: Markup

    /// A row, for faces that are no HTML.
    struct Entry {
        let name: String
        let requests: Int64
        /// 0…1.
        let share: Double?
    }

    static let rowsAtMost = 10

    /// - Parameters:
    ///   - total: requests at the old endpoint in the range; shares are of these.
    static func all(_ desk: Desk, total: Int64) throws -> [Leftover] {
        [
            try Leftover(.images, desk, total) { _, name in
                TableCell(name, link: desk.link(image: name))
            },
            try Leftover(.clients, desk, total) { record, name in
                let tools = record.texts("tools")?.joined(separator: ", ") ?? ""
                let isMirror = record["mirror"] == .flag(true)
                return TableCell.named(
                    name,
                    link: desk.link(client: name),
                    beside: isMirror ? "mirror" : "",
                    below: tools
                )
            },
            try Leftover(.tools, desk, total) { _, name in TableCell(name) },
        ]
    }

    private init(_ kind: Query.Kind, _ desk: Desk, _ total: Int64, cell: (Record, String) -> TableCell) throws {
        let query = desk.query(kind) {
            $0.endpoint = Role.legacy.rawValue
            $0.sort = "-requests"
            // One may stand for the rest.
            $0.limit = Self.rowsAtMost + 1
        }
        let thing = desk.thing(kind)
        title = thing.prefix(1).uppercased() + thing.dropFirst()
        var records: [Record] = []
        var reason = "None asked the old endpoint in this range."
        do {
            records = try desk.ask(query).records.filter { ($0.count("requests") ?? 0) > 0 }
        } catch let error as QueryError {
            // A store without clients, or a range over which their numbers mean nothing.
            reason = visible(error.description)
        }
        // What stands for no single image or client is no row of a ranking.
        let others = records.filter { $0.isRest }
        records = Array(records.filter { !$0.isRest }.prefix(Self.rowsAtMost))
        note = others.first.map { Self.note($0, total, desk) }
        if records.isEmpty, note != nil { reason = "None is shown one by one." }
        self.reason = reason
        isEmpty = records.isEmpty
        let entries = records.map { record in
            let parts = [record.text("repository"), record.text("client"), record.text("tool"), record.text("version")]
            let requests = record.count("requests") ?? 0
            return Entry(
                name: parts.filter { !$0.isEmpty }.joined(separator: " "),
                requests: requests,
                share: total > 0 ? Double(requests) / Double(total) : nil
            )
        }
        self.entries = entries
        let rows = zip(records, entries).map { record, entry -> [TableCell] in
            [cell(record, entry.name), .count(entry.requests), .share(entry.share, style: "old")]
        }
        let list: Page.Place = kind == .images ? .images : kind == .clients ? .clients : .tools
        table =
            Table(
                caption: "\(title) with most requests to \(desk.name(.legacy))",
                headings: [
                    Heading(String(thing.dropLast())), Heading("requests", isNumber: true),
                    Heading("share", isNumber: true, definition: "Of all requests to the old endpoint in the range."),
                ],
                rows: rows,
                style: "ranking"
            ).markup
        var filters = desk.filters
        filters.endpoint = Role.legacy.rawValue
        all = desk.links.page(list, filters.parameters)
        allTitle = "All \(thing)"
        data = desk.dataLinks(query)
    }

    private static func note(_ rest: Record, _ total: Int64, _ desk: Desk) -> String {
        let requests = rest.count("requests") ?? 0
        let share = total > 0 ? " (\(Number.share(Double(requests) / Double(total))))" : ""
        let count = "\(Number.count(requests, "request"))\(share)"
        if rest.text("repository") == "(none)" { return "\(count) named no image: pings, tokens, other paths." }
        guard rest.text("client").hasPrefix("(fewer") else {
            return "\(count) came from \(visible(rest.text("client"))), not told apart."
        }
        let group = desk.context.privacy.minimumGroup
        return desk.showsNetworks
            ? "\(count) came from networks with fewer than \(group) clients each, which are not shown."
            : "\(count) came from fewer than \(group) clients, who are not shown."
    }
}

extension Record {
    /// Whether the row stands for what has no name of its own.
    fileprivate var isRest: Bool { text("repository") == "(none)" || text("client").hasPrefix("(") }
}

extension TableCell {
    /// A name with a mark beside it and a line below it.
    static func named(_ name: String, link: String?, beside: String, below: String) -> TableCell {
        let head: Markup = "<bdi>\(name)</bdi>"
        var content: Markup = link.map { "<a href=\"\($0)\">\(head)</a>" } ?? head
        if !beside.isEmpty { content += " <span class=\"tag\">\(beside)</span>" }
        if !below.isEmpty { content += "<span class=\"below\" title=\"\(below)\">\(below)</span>" }
        return TableCell(content, style: "t")
    }
}
