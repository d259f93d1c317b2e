import GRDB
package import Store

extension SQLiteStore {
    /// The facts come in the order of their key and are added up here: SQLite would sort them first.
    package func sums(_ query: SumQuery) throws(StoreError) -> SumTable {
        let isByDay = query.marginal.columns.contains(.day)
        var conditions = ["\(isByDay ? "day" : "hour") BETWEEN ? AND ?", "site IN (\(list(query.sites)))"]
        for column in query.marginal.columns {
            guard let values = query.only[column] else { continue }
            conditions.append("\(column.rawValue) IN (\(list(values)))")
        }
        let keys = query.by.map { $0 == .day && !isByDay ? "(hour - (hour % 24 + 24) % 24) / 24" : $0.rawValue }
        let columns = keys + query.measures.map(\.column)
        let sql = """
            SELECT \(columns.isEmpty ? "1" : columns.joined(separator: ", ")) FROM \(query.marginal.rawValue)
            WHERE \(conditions.joined(separator: " AND "))
            """
        let unit: Int64 = isByDay ? 1 : 24
        let first = Int64(query.days.lowerBound) * unit
        let last = Int64(query.days.upperBound) * unit + unit - 1
        return try read { database in
            let statement = try database.cachedStatement(sql: sql)
            try statement.setArguments([first, last])
            var table = SumTable(query)
            try statement.readRows(of: columns.count) { table.add($0) }
            return table
        }
    }

    /// Numbers only, so that they may stand in the statement: a list has no place among its arguments.
    private func list(_ values: [Int64]) -> String {
        values.map(String.init).joined(separator: ",")
    }
}

extension SumMeasure {
    /// Its column in the tables of facts.
    fileprivate var column: String {
        switch self {
        case .requests: "requests"
        case .bytes: "bytes"
        case .served: "served"
        case .passedOn: "passed_on"
        case .redirected: "redirected"
        case .followed: "followed"
        case .unknown: "unknown"
        case .unknownPulls: "unknown_pulls"
        case .first: "first"
        case .last: "last"
        }
    }
}
