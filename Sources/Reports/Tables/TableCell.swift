import Analysis
import Registry
import Store

/// A cell of a table: what it shows, and what is behind it.
struct TableCell {
    private var content: Markup
    private var style: String

    private init(content: Markup, style: String = "") {
        self.content = content
        self.style = style
    }

    /// A text, with a link where there is one to follow.
    init(_ text: String, link: String? = nil) {
        let name: Markup = "<bdi>\(text)</bdi>"
        content = link.map { "<a href=\"\($0)\">\(name)</a>" } ?? name
        // A word alone is not broken.
        style = text.utf8.count <= 10 ? "t k" : "t"
    }

    init(_ content: Markup, style: String) {
        self.content = content
        self.style = style
    }

    static func count(_ value: Int64?, whyNot: String = "not observed, or not known") -> TableCell {
        guard let value else { return .unknown(whyNot) }
        return TableCell(content: "\(Number.count(value))", style: "n")
    }

    /// An endpoint's role, in the words of the pages.
    static func role(_ role: Role) -> TableCell {
        let text: Markup =
            switch role {
            case .legacy: "old"
            case .current: "new"
            case .backend: "backend"
            }
        return TableCell(content: "<span class=\"role \(text)\">\(text)</span>", style: "")
    }

    /// Rounded to three figures, the exact number behind it.
    static func bytes(_ value: Int64?, whyNot: String = "not observed, or not known") -> TableCell {
        guard let value else { return .unknown(whyNot) }
        let text: Markup = "<span title=\"\(Number.count(value)) bytes\">\(Number.bytes(value))</span>"
        return TableCell(content: text, style: "n")
    }

    /// Rounded to cents, the exact amount behind it.
    static func money(_ value: Amount) -> TableCell {
        TableCell(content: "<span title=\"\(value.description)\">\(Number.money(value))</span>", style: "n")
    }

    /// A time: the day, with the minute behind it.
    static func time(_ value: Int64?, whyNot: String = "not known") -> TableCell {
        guard let value else { return .unknown(whyNot) }
        return TableCell(content: "\(minute(value))", style: "d")
    }

    static func share(_ value: Double?, style: String) -> TableCell {
        guard let value else { return .unknown("nothing to take a share of") }
        return TableCell(
            content: "\(Number.share(value))\(ShareBar.svg(value, style: style))",
            style: "n"
        )
    }

    /// A dash, which is never a zero, with the reason behind it.
    static func unknown(_ why: String) -> TableCell {
        TableCell(content: "<span class=\"none\" title=\"\(why)\">–</span>", style: "n")
    }

    func markup(isHeading: Bool) -> Markup {
        let kind: Markup = style.isEmpty ? "" : " class=\"\(style)\""
        return isHeading ? "<th scope=\"row\"\(kind)>\(content)</th>" : "<td\(kind)>\(content)</td>"
    }
}

/// `2023-03-20 08:15`, UTC.
func minute(_ time: Int64) -> String {
    let text = timestamp(time)
    return text.prefix(10) + Number.space + text.dropFirst(11).prefix(5)
}
