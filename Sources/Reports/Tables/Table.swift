/// A table as HTML: a caption, headings with scope, the first cell of a row as its heading.
struct Table {
    let caption: String
    let headings: [Heading]
    let rows: [[TableCell]]
    /// For scripts; none where empty.
    var identifier = ""
    /// Of the table, beside what all have.
    var style = ""

    /// In a region of its own, which scrolls where the table is wider than the screen.
    var markup: Markup {
        let id: Markup = identifier.isEmpty ? "" : " id=\"\(identifier)\""
        let head = headings.map(\.markup).joined()
        let body = rows.map { row -> Markup in
            let cells = row.enumerated().map { index, cell in cell.markup(isHeading: index == 0) }
            return "<tr>\(cells.joined())</tr>\n"
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(caption)">\
            <table\(id) class="\(style)"><caption>\(caption)</caption>\
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body.joined())</tbody></table></div>
            """
    }
}

/// The head of a column.
struct Heading {
    let text: String
    let isNumber: Bool
    let isDate: Bool
    /// What the column says, in a sentence.
    let definition: String
    /// Where the same table is sorted by this column; nil: it isn't sorted.
    let link: String?
    /// `ascending` or `descending`, where the table is sorted by this column.
    let order: String?

    init(
        _ text: String,
        isNumber: Bool = false,
        isDate: Bool = false,
        definition: String = "",
        link: String? = nil,
        order: String? = nil
    ) {
        self.text = text
        self.isNumber = isNumber
        self.isDate = isDate
        self.definition = definition
        self.link = link
        self.order = order
    }

    fileprivate var markup: Markup {
        let style: Markup = isNumber ? " class=\"n\"" : isDate ? " class=\"d\"" : ""
        let title: Markup = definition.isEmpty ? "" : " title=\"\(definition)\""
        let sorted: Markup = order.map { " aria-sort=\"\($0)\"" } ?? ""
        let arrow: Markup =
            order == nil
            ? "" : "<span class=\"arrow\" aria-hidden=\"true\">\(order == "descending" ? "↓" : "↑")</span>"
        let label: Markup = link.map { "<a href=\"\($0)\">\(text)\(arrow)</a>" } ?? "\(text)\(arrow)"
        return "<th scope=\"col\"\(style)\(title)\(sorted)>\(label)</th>"
    }
}
