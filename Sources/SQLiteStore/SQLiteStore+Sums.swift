import GRDB
package import Store

extension SQLiteStore {
    package func sums(_ query: SumQuery) throws(StoreError) -> [SumRow] {
        let measures = query.marginal.measures
        let dayExpression = query.marginal.columns.contains(.day) ? "day" : "hour"
        let unit: Int64 = query.marginal.columns.contains(.day) ? 1 : 24
        var conditions = ["\(dayExpression) BETWEEN ? AND ?", "site IN (\(list(query.sites)))"]
        for column in query.marginal.columns {
            guard let values = query.only[column] else { continue }
            conditions.append("\(column.rawValue) IN (\(list(values)))")
        }
        let keys = query.by.map { $0 == .day && unit == 24 ? "(hour - (hour % 24 + 24) % 24) / 24" : $0.rawValue }
        var sql = "SELECT \((keys + measures.map(\.sql)).joined(separator: ", ")) FROM \(query.marginal.rawValue)"
        sql += " WHERE \(conditions.joined(separator: " AND "))"
        if !keys.isEmpty { sql += " GROUP BY \((1...keys.count).map(String.init).joined(separator: ", "))" }
        let first = Int64(query.days.lowerBound) * unit
        let last = Int64(query.days.upperBound) * unit + unit - 1
        return try read { database in
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [first, last])
            var result: [SumRow] = []
            while let row = try rows.next() {
                guard row[keys.count] as Int64? != nil else { continue }
                var sum = SumRow(values: (0..<keys.count).map { row[$0] })
                for (index, measure) in measures.enumerated() {
                    sum[keyPath: measure.field] = row[keys.count + index]
                }
                result.append(sum)
            }
            return result
        }
    }

    /// Numbers only, so that they may stand in the statement: a list has no place among its arguments.
    private func list(_ values: [Int64]) -> String {
        values.map(String.init).joined(separator: ",")
    }
}

extension Marginal {
    /// How each measure is summed up, and where the sum goes.
    fileprivate var measures: [(sql: String, field: WritableKeyPath<SumRow, Int64>)] {
        let volume: [(String, WritableKeyPath<SumRow, Int64>)] = [
            ("sum(requests)", \.requests), ("sum(bytes)", \.bytes),
        ]
        let seen: [(String, WritableKeyPath<SumRow, Int64>)] = [("min(first)", \.first), ("max(last)", \.last)]
        return switch self {
        case .hours: volume
        case .images: volume + seen
        case .clients, .pairs:
            volume + seen + [
                ("sum(served)", \.served), ("sum(passed_on)", \.passedOn), ("sum(redirected)", \.redirected),
            ]
        case .handoffs:
            [
                ("sum(redirected)", \.redirected), ("sum(followed)", \.followed), ("sum(unknown)", \.unknown),
                ("sum(unknown_pulls)", \.unknownPulls),
            ]
        }
    }
}
