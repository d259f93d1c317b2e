/// What is wrong with somebody else's totals, where, and how to go on.
package struct OutsideTotalsError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    /// The number of the field, from 1; nil: the line as a whole.
    package let field: Int?
    package let problem: String
    package let remedy: String

    /// `outside.csv:3: field 2: “many” is no number of requests. Write digits alone.`
    package var description: String {
        "\(file):\(line): \(field.map { "field \($0): " } ?? "")\(problem). \(remedy)"
    }
}
