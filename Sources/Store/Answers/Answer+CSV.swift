extension Answer {
    /// The rows as CSV with a header line. A text that a spreadsheet would take for a formula gets a `'` before it.
    ///
    /// https://www.rfc-editor.org/rfc/rfc4180
    package var csv: String { Answer.csv(rows, columns) }

    /// Rows as CSV with a header line.
    package static func csv(_ rows: [[Cell]], _ columns: [Column]) -> String {
        let header = columns.map(\.name).joined(separator: ",")
        let lines = rows.map { row in row.map(\.csv).joined(separator: ",") }
        return ([header] + lines).map { $0 + "\r\n" }.joined()
    }
}

extension Answer.Cell {
    fileprivate var csv: String {
        switch self {
        case .null: ""
        case .text(let value): field(value)
        case .integer(let value): String(value)
        case .real, .share, .flag, .money: json
        case .time(let value): timestamp(value)
        case .texts(let values): field(values.joined(separator: "; "))
        case .samples(let samples):
            field(samples.map { "line \($0.line), byte \($0.byte): \($0.text)" }.joined(separator: "; "))
        }
    }
}

/// What spreadsheets take for the beginning of a formula, the wide forms of Japanese keyboards included.
private let formulaStarts = Array("=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)

/// The text without what a terminal would obey or hide; line ends and tabs stay, since CSV can quote them.
private func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        if scalar.isUnseen, !"\t\r\n".unicodeScalars.contains(scalar) {
            result += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

private func field(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { formulaStarts.contains($0) && text != "-" } ?? false
    let safe = (isFormula ? "'" : "") + visible(text)
    guard safe.unicodeScalars.contains(where: { "\",\r\n;".unicodeScalars.contains($0) }) else { return safe }
    return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
