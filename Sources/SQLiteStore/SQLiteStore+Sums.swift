import GRDB
package import Store

extension SQLiteStore {
    package func sums(_ query: SumQuery) throws(StoreError) -> SumTable {
        guard let blocks = try blocks(), query.isRemembered else { return try scan(query) }
        var shape = query
        shape.days = 0...0
        shape.only = [:]
        // Rows that are told apart by site are kept for all of them.
        let isOfAllSites = query.by.contains(.site)
        if isOfAllSites { shape.sites = [] }
        // Narrowed block by block: the less is merged.
        return try blocks.value(of: .sums(shape), over: query.days, part: { $0.filtered(by: query) }) {
            days throws(StoreError) in
            var part = shape
            part.days = days
            return try scan(part, ofAllSites: isOfAllSites)
        }
    }

    package func remembered<Value: Summable>(
        _ key: BlockKey,
        over days: ClosedRange<Int32>,
        part: (Value) -> Value,
        work: (ClosedRange<Int32>) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        guard let blocks = try blocks() else { return try inRuns(days, part, work) }
        return try blocks.value(of: key, over: days, part: part, work)
    }

    /// Works a value out week by week, about: tables of a year would lie too far apart in memory.
    private func inRuns<Value: Summable>(
        _ days: ClosedRange<Int32>,
        _ part: (Value) -> Value,
        _ work: (ClosedRange<Int32>) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        guard let stored = try self.days(), stored.overlaps(days) else { return part(try work(days)) }
        let last = min(days.upperBound, stored.upperBound)
        var first = max(days.lowerBound, stored.lowerBound)
        var result = part(try work(first...min(first | 7, last)))
        while first | 7 < last {
            first = (first | 7) + 1
            result.merge(part(try work(first...min(first | 7, last))))
        }
        return result
    }

    private func blocks() throws(StoreError) -> BlockReader? {
        guard let memory else { return nil }
        let stamps: [Int32: Int64] = try remembered(.stamps) { database in
            let rows = try Row.fetchAll(database, sql: "SELECT day, changed_by FROM day")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
        }
        return BlockReader(memory, stamps: stamps)
    }

    /// Facts are added up here: SQLite would sort them first.
    private func scan(_ query: SumQuery, ofAllSites: Bool = false) throws(StoreError) -> SumTable {
        var table = SumTable(query)
        try scan(FactScan(query, ofAllSites: ofAllSites)) { table.add($0) }
        return table
    }

    package func facts(_ query: SumQuery, _ body: ([Int64]) -> Void) throws(StoreError) {
        try scan(FactScan(query, ofAllSites: false), body)
    }

    /// Reads facts in the order of their key.
    private func scan(_ scan: FactScan, _ body: ([Int64]) -> Void) throws(StoreError) {
        try read { database in
            let statement = try database.cachedStatement(sql: scan.sql)
            try statement.setArguments(scan.arguments)
            try statement.readRows(of: scan.width, filters: scan.filters, body)
        }
    }
}

extension SumQuery {
    /// By day and client nothing falls together: those facts are read anew each time. What is not told apart by a column
    /// can't be narrowed by it afterwards.
    fileprivate var isRemembered: Bool {
        let isFine = by.contains(.client) && (by.contains(.day) || by.contains(.hour))
        return !isFine && only.keys.allSatisfy(by.contains)
    }
}
