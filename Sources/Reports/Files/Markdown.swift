/// Text in Markdown that stays text.
///
/// https://github.github.com/gfm/
enum Markdown {
    /// What a log said: as code, where nothing is a link or markup. A pipe would end a table's cell even there, a
    /// backtick the code.
    static func code(_ text: String) -> String {
        let safe = visible(text).unicodeScalars.map { scalar in
            scalar == "`" || scalar == "|" ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
        }
        return safe.isEmpty ? "–" : "`" + safe.joined() + "`"
    }

    /// Our own sentences, with names from the configuration in them.
    static func prose(_ text: String) -> String {
        var result = ""
        for scalar in visible(text).unicodeScalars {
            if "\\`*_{}[]<>()#+-!|~&@:".unicodeScalars.contains(scalar), scalar.isASCII {
                result += "\\"
            }
            result.unicodeScalars.append(scalar)
        }
        return result.split(separator: "www.", omittingEmptySubsequences: false).joined(separator: "www\\.")
    }

    /// A table; its cells are Markdown already.
    ///
    /// - Parameter numbers: which columns are numbers.
    static func table(_ headings: [String], numbers: Set<Int>, _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        let rule = headings.indices.map { numbers.contains($0) ? "---:" : "---" }
        return line(headings) + line(rule) + rows.map(line).joined()
    }
}
