import Registry
import Store

/// An answer as a table: a column a column, with its definition, and a link to sort by it.
struct AnswerTable {
    private let answer: Answer
    private let desk: Desk
    private let place: Page.Place
    /// nil: the table can't be sorted.
    private let sort: String?
    private let shown: [Int]
    /// What the rows of an answer about money are.
    private let per: Query.Per?

    /// - Parameters:
    ///   - query: what was asked; its order is shown.
    ///   - left out: columns that would say nothing here.
    init(_ answer: Answer, _ desk: Desk, _ place: Page.Place, _ query: Query, leaveOut: Set<String> = []) {
        self.answer = answer
        self.desk = desk
        self.place = place
        sort = desk.links.isReport ? nil : query.sort
        per = query.kind == .cost ? query.per ?? .month : nil
        // Columns of which no row knows anything say nothing on a screen; data files have them.
        shown = answer.columns.indices.filter { column in
            !leaveOut.contains(answer.columns[column].name) && answer.rows.contains { $0[column] != .null }
        }
    }

    func table(caption: String) -> Table {
        Table(
            caption: caption,
            headings: shown.map { heading(answer.columns[$0]) },
            rows: answer.records.map { record in shown.map { cell(record, answer.columns[$0]) } }
        )
    }

    private func heading(_ column: Answer.Column) -> Heading {
        let words =
            switch column.name {
            case "client" where desk.showsNetworks: "network"
            case "item": per == .network ? "cloud or operator" : per?.rawValue ?? "item"
            default: column.words
            }
        var link: String?
        var order: String?
        if let sort {
            let isSorted = sort == column.name || sort == "-" + column.name
            order = isSorted ? (sort.hasPrefix("-") ? "descending" : "ascending") : nil
            var filters = desk.filters
            filters.after = nil
            let largestFirst = isSorted ? !sort.hasPrefix("-") : column.isNumber || column.unit == .time
            filters.sort = (largestFirst ? "-" : "") + column.name
            link = desk.links.page(place, filters.parameters)
        }
        return Heading(
            words,
            isNumber: column.isNumber,
            isDate: column.unit == .time,
            definition: column.meaning,
            link: link,
            order: order
        )
    }

    private func cell(_ record: Record, _ column: Answer.Column) -> TableCell {
        if record[column.name] == .text("failed"), column.name == "status" {
            return TableCell("<span class=\"bad\">failed</span>", style: "t")
        }
        if column.name == "role", let role = record.role { return .role(role) }
        return switch record[column.name] {
        case .null: .unknown(why(column, record))
        case .text(let text): TableCell(text, link: link(text, column.name))
        case .integer(let value): column.unit == .bytes ? .bytes(value) : .count(value)
        case .real(let value): TableCell(Markup(trusted: Number.decimal(value, places: 1)), style: "n")
        case .money(let value): TableCell.money(value)
        case .share(let value): TableCell(Markup(trusted: Number.share(value)), style: "n")
        case .flag(let flag): TableCell(flag ? "yes" : "no")
        case .time(let time): .time(time)
        case .texts(let texts): .list(texts)
        case .samples(let samples): .samples(samples)
        }
    }

    private func link(_ text: String, _ column: String) -> String? {
        switch column {
        case "repository": desk.link(image: text)
        case "client": desk.link(client: text)
        case "item" where per == .image: desk.link(image: text)
        default: nil
        }
    }

    private func why(_ column: Answer.Column, _ record: Record) -> String {
        switch (column.name, record.role) {
        case ("pulls", .backend), ("checks", .backend): "backends never count pulls"
        case ("network", _): "not known, or of too few clients to be shown"
        case ("clients", _), ("failingClients", _):
            "not told: too few to be shown, or the numbers of different days can’t be joined"
        case ("repositories", _): "not told together with a tool"
        case ("tools", _), ("mirror", _): "which tool asked for which image is not kept"
        case ("error", _): "none"
        default: "not observed, or not known"
        }
    }
}

extension TableCell {
    /// A few of several names, with all of them behind.
    static func list(_ names: [String]) -> TableCell {
        let atMost = 6
        guard names.count > atMost else {
            return TableCell("<bdi>\(names.joined(separator: ", "))</bdi>", style: "t list")
        }
        let shown = names.prefix(atMost).joined(separator: ", ")
        let rest = Number.count(Int64(names.count - atMost))
        return TableCell(
            "<span title=\"\(names.joined(separator: ", "))\"><bdi>\(shown)</bdi> and \(rest) more</span>",
            style: "t list"
        )
    }

    /// Rejected lines as they stood in the log.
    static func samples(_ samples: [RejectCount.Sample]) -> TableCell {
        let items = samples.map { sample -> Markup in
            let place = "line \(Number.count(sample.line)), byte \(Number.count(sample.byte))"
            return "<li>\(place)<code>\(sample.text)</code></li>"
        }
        return TableCell("<ul class=\"samples\">\(items.joined())</ul>", style: "t")
    }
}
