import GRDB
import Store

/// Upserts rows of numbers into the table of one marginal: some hundred rows a statement, which takes half the time of one
/// row a statement. Rows should come in the order of their keys, in which an upsert costs little more than an append.
struct RowWriter {
    private let database: Database
    private let head: String
    private let tail: String
    private let width: Int
    private var numbers: [Int64] = []
    private var many: Statement?
    private var one: Statement?

    /// Rows of a statement, beyond which more gain nothing. With at most 14 columns they stay below SQLite's limit of
    /// 32,766 parameters.
    private static let rowsAtOnce = 400

    init(_ marginal: Marginal, in database: Database) {
        self.database = database
        let measures = marginal.measures.map(\.column)
        let names = marginal.columns.map(\.rawValue) + measures
        let updates = measures.map { name in
            switch name {
            case "first": "first = min(first, excluded.first)"
            case "last": "last = max(last, excluded.last)"
            default: "\(name) = \(name) + excluded.\(name)"
            }
        }
        width = names.count
        head = "INSERT INTO \(marginal.rawValue) (\(names.joined(separator: ", "))) VALUES "
        tail = " ON CONFLICT DO UPDATE SET \(updates.joined(separator: ", "))"
        numbers.reserveCapacity(Self.rowsAtOnce * width)
    }

    /// Takes the next row's columns and measures, in the marginal's order, by `add`.
    @inline(__always)
    mutating func write(_ add: (inout [Int64]) -> Void) throws {
        add(&numbers)
        guard numbers.count == Self.rowsAtOnce * width else { return }
        let statement = try many ?? statement(rows: Self.rowsAtOnce)
        many = statement
        try statement.run(binding: numbers.span)
        numbers.removeAll(keepingCapacity: true)
    }

    /// Writes the last rows.
    mutating func finish() throws {
        for start in stride(from: 0, to: numbers.count, by: width) {
            let statement = try one ?? statement(rows: 1)
            one = statement
            try statement.run(binding: numbers.span.extracting(start..<start + width))
        }
        numbers.removeAll(keepingCapacity: true)
    }

    private func statement(rows: Int) throws -> Statement {
        let row = "(\(Array(repeating: "?", count: width).joined(separator: ",")))"
        let values = Array(repeating: row, count: rows).joined(separator: ",")
        return try database.cachedStatement(sql: head + values + tail)
    }
}
