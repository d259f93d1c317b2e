import Analysis
import Registry

extension Answer {
    /// The answer as JSON: names in lowerCamelCase, integers as numbers, times as RFC 3339 in UTC.
    package var json: String {
        var text = "{\"definition\": \(quoted(definition.rawValue)), \"completeness\": \(completeness.json)"
        if progress != nil || [Summary.columns, PullComparison.columns].contains(columns) {
            text += ", \"progress\": \(progress?.json ?? "null")"
        }
        let rows = rows.map { "  " + Answer.object($0, columns) }
        text += ", \"data\": [" + (rows.isEmpty ? "" : "\n" + rows.joined(separator: ",\n") + "\n")
        return text + "], \"next\": \(next.map(quoted) ?? "null")}\n"
    }

    /// One row as a JSON object.
    package static func object(_ row: [Cell], _ columns: [Column]) -> String {
        "{" + zip(columns, row).map { "\(quoted($0.name)): \($1.json)" }.joined(separator: ", ") + "}"
    }
}

extension Answer.Cell {
    var json: String {
        switch self {
        case .null: "null"
        case .text(let value): quoted(value)
        case .integer(let value): String(value)
        case .real(let value): String((value * 1000).rounded() / 1000)
        case .share(let value): String((value * 1_000_000).rounded() / 1_000_000)
        case .flag(let value): String(value)
        // A number, and exact: whoever reads it as a binary fraction rounds it himself.
        case .money(let value): value.description
        case .time(let value): quoted(timestamp(value))
        case .texts(let values): "[" + values.map(quoted).joined(separator: ", ") + "]"
        case .samples(let samples):
            "["
                + samples.map { "{\"line\": \($0.line), \"byte\": \($0.byte), \"text\": \(quoted($0.text))}" }
                .joined(separator: ", ") + "]"
        }
    }
}

extension Completeness {
    var json: String {
        let from = days.map { quoted(Day(number: $0.lowerBound).description) } ?? "null"
        let to = days.map { quoted(Day(number: $0.upperBound).description) } ?? "null"
        return """
            {"from": \(from), "to": \(to), "hoursCovered": \(hoursCovered), "hoursInRange": \(hoursInRange), \
            "sources": \(sources), "failedSources": \(failedSources), "lines": \(lines), \
            "unrelatedLines": \(unrelatedLines), "rejectedLines": \(rejectedLines), \
            "notes": [\(notes.map(quoted).joined(separator: ", "))]}
            """
    }
}

extension Progress {
    var json: String { "{\"low\": \(low), \"high\": \(high), \"basis\": \(quoted(basis.rawValue))}" }
}

/// `2023-03-20T08:15:00Z`.
///
/// - Parameter time: seconds since 1970, UTC.
package func timestamp(_ time: Int64) -> String {
    let second = (time % 86_400 + 86_400) % 86_400
    let parts = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(Day(number: Int32((time - second) / 86_400)))T\(parts.joined(separator: ":"))Z"
}

/// A JSON string.
func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case _ where scalar.isUnseen:
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
