import Analysis
import Store

/// An answer as text in columns, for people.
struct TextTable {
    private let columns: [Answer.Column]
    private let rows: [[Answer.Cell]]

    /// Columns of which no row knows anything are left out: screens are narrow. JSON and CSV have them all.
    init(_ columns: [Answer.Column], _ rows: [[Answer.Cell]]) {
        let shown = columns.indices.filter { column in rows.isEmpty || rows.contains { $0[column] != .null } }
        self.columns = shown.map { columns[$0] }
        self.rows = rows.map { row in shown.map { row[$0] } }
    }

    /// The table; lines end with a newline.
    func text(hasColour: Bool) -> String {
        let cells = rows.map { row in zip(columns, row).map { shown($1, $0.unit) } }
        let titles = columns.map(\.title)
        let widths = columns.indices.map { column in
            ([titles[column]] + cells.map { $0[column] }).map(\.count).max() ?? 0
        }
        func line(_ texts: [String]) -> String {
            let padded = columns.indices.map { index in
                let space = String(repeating: " ", count: widths[index] - texts[index].count)
                return columns[index].isText ? texts[index] + space : space + texts[index]
            }
            var line = padded.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }
        let header = hasColour ? "\u{1B}[1m" + line(titles).dropLast() + "\u{1B}[0m\n" : line(titles)
        return header + cells.map(line).joined()
    }

    private func shown(_ cell: Answer.Cell, _ unit: Answer.Unit) -> String {
        switch cell {
        case .null: "–"
        case .text(let value): cut(printable(value))
        case .integer(let value): unit == .bytes ? Figure.bytes(value) : Figure.count(value)
        case .real(let value): Figure.decimal(value, 1)
        case .share(let value): Figure.share(value)
        case .money(let value): value.rounded(separator: ",")
        case .flag(let value): value ? "yes" : "no"
        case .time(let value): String(timestamp(value).map { $0 == "T" ? " " : $0 }.dropLast(4))
        case .texts(let values): cut(values.map(printable).joined(separator: ", "))
        case .samples(let samples):
            samples.first.map { cut("line \($0.line), byte \($0.byte): \(printable($0.text))") } ?? "–"
        }
    }

    /// Long texts are cut in the table only; JSON and CSV have them whole.
    private func cut(_ text: String) -> String {
        text.count > 80 ? text.prefix(79) + "…" : text
    }
}

extension Answer.Column {
    fileprivate var isText: Bool { unit == .text || unit == .time || unit == .flag }

    /// `firstSeen` as `first seen`.
    fileprivate var title: String {
        name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
    }
}
