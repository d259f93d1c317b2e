import GRDB
import Store

/// The statement that reads the facts of a query, one by one.
struct FactScan {
    let sql: String
    let arguments: StatementArguments
    /// Columns of the statement: those that rows are told apart by, the measures, and those that only filter.
    let width: Int
    /// Tested in Swift: SQLite looks each of several values up in a tree.
    let filters: [(column: Int, filter: ValueFilter)]

    /// Beyond so many places to look at, reading on is quicker.
    private static let mostSeeks = 64

    init(_ query: SumQuery, ofAllSites: Bool) {
        let isByDay = query.marginal.columns.contains(.day)
        let keys = query.by.map {
            $0 == .day && !isByDay ? "(f.hour - (f.hour % 24 + 24) % 24) / 24" : "f.\($0.rawValue)"
        }
        var columns = keys + query.measures.map { "f.\($0.column)" }
        var filters: [(column: Int, filter: ValueFilter)] = []
        var only = ofAllSites ? query.only : query.filters

        let unit: Int64 = isByDay ? 1 : 24
        let first = Int64(query.days.lowerBound) * unit
        let last = Int64(query.days.upperBound) * unit + unit - 1
        arguments = [first, last]

        var tables = "\(query.marginal.rawValue) f"
        var condition = "f.\(isByDay ? "day" : "hour") BETWEEN ? AND ?"
        // The key begins with day and site: what stands of other sites is not read.
        if isByDay, let sites = only.removeValue(forKey: .site) {
            tables = "day d CROSS JOIN site s CROSS JOIN \(tables)"
            condition = "d.day BETWEEN ? AND ? AND s.id IN (\(Self.list(sites))) AND f.day = d.day AND f.site = s.id"
            // Few values of the column that follows are looked up instead of read past.
            let third = query.marginal.columns[2]
            if let sought = only[third], sought.count * sites.count <= Self.mostSeeks {
                condition += " AND f.\(third.rawValue) IN (\(Self.list(sought)))"
                only[third] = nil
            }
        }
        for (column, values) in only.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            if values.count == 1, let value = values.first {
                // One value SQLite compares quicker than it hands a row out.
                condition += " AND f.\(column.rawValue) = \(value)"
                continue
            }
            let place = query.by.firstIndex(of: column) ?? columns.count
            if place == columns.count { columns.append("f.\(column.rawValue)") }
            filters.append((place, ValueFilter(values)))
        }
        self.filters = filters
        width = columns.count
        sql = "SELECT \(columns.isEmpty ? "1" : columns.joined(separator: ", ")) FROM \(tables) WHERE \(condition)"
    }

    /// Numbers only, so that they may stand in the statement: a list has no place among its arguments.
    private static func list(_ values: [Int64]) -> String {
        values.map(String.init).joined(separator: ",")
    }
}

extension SumMeasure {
    /// Its column in the tables of facts.
    var column: String {
        switch self {
        case .requests: "requests"
        case .bytes: "bytes"
        case .served: "served"
        case .passedOn: "passed_on"
        case .redirected: "redirected"
        case .followed: "followed"
        case .unknown: "unknown"
        case .unknownPulls: "unknown_pulls"
        case .sessions: "sessions"
        case .complete: "complete"
        case .unknownSessions: "unknown_sessions"
        case .unknownComplete: "unknown_complete"
        case .refused: "refused"
        case .first: "first"
        case .last: "last"
        }
    }
}
