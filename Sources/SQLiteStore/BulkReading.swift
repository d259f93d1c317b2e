import GRDB
import GRDBSQLite
import Store

extension Statement {
    /// Runs the statement and hands each row on, past GRDB's rows: four times as fast.
    ///
    /// - Parameters:
    ///   - width: columns of the statement; each is read as a number.
    ///   - filters: rows with another value in one of these columns are left out.
    ///   - body: gets the row's numbers.
    func readRows(
        of width: Int,
        filters: [(column: Int, filter: ValueFilter)],
        _ body: ([Int64]) -> Void
    ) throws {
        // Unsafe: SQLite's own statement, which lives as long as self; only numbers are read, so nothing is borrowed.
        let statement = unsafe sqliteStatement
        defer { unsafe sqlite3_reset(statement) }
        var row = [Int64](repeating: 0, count: width)
        while true {
            let code = unsafe sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
                return
            }
            let isAllowed = filters.allSatisfy { filter in
                filter.filter.allows(unsafe sqlite3_column_int64(statement, Int32(filter.column)))
            }
            guard isAllowed else { continue }
            for column in 0..<width { row[column] = unsafe sqlite3_column_int64(statement, Int32(column)) }
            body(row)
        }
    }
}
