/// Why the value of `--format` is no log format.
package struct LogFormatError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    package var text: String
    /// Where in the value, from 1; nil where it is about all of it.
    package var column: Int?
    /// What to do about it.
    package var wayOut: String

    package init(text: String, column: Int? = nil, wayOut: String) {
        self.text = text
        self.column = column
        self.wayOut = wayOut
    }

    package var description: String {
        let place = column.map { " (column \($0))" } ?? ""
        return "\(text)\(place): \(wayOut)"
    }
}
