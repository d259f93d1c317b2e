extension Answer {
    /// The rows as CSV with a header line. A text that a spreadsheet would take for a formula gets a `'` before it.
    ///
    /// https://www.rfc-editor.org/rfc/rfc4180
    package var csv: String {
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
        case .real, .flag: json
        case .time(let value): timestamp(value)
        case .texts(let values): field(values.joined(separator: "; "))
        case .samples(let samples):
            field(samples.map { "line \($0.line), byte \($0.byte): \($0.text)" }.joined(separator: "; "))
        }
    }
}

private func field(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) && text != "-" } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { "\",\r\n;".unicodeScalars.contains($0) }) else { return safe }
    return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
