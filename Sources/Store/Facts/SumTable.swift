/// Sums by the columns of a query. Rows stand in the order in which their keys came first.
package struct SumTable: Sendable {
    private let measures: [SumMeasure]
    private var keys: KeyTable
    /// As long as ``measures`` for each key.
    private var sums: [Int64] = []

    package init(_ query: SumQuery) {
        keys = KeyTable(width: query.by.count)
        measures = query.measures
    }

    /// Adds one fact.
    ///
    /// - Parameter fact: the values of the query's ``SumQuery/by`` columns, then those of its ``SumQuery/measures``; what
    ///   follows does not count.
    package mutating func add(_ fact: [Int64]) {
        let row = keys.number(of: fact)
        let start = row * measures.count
        guard start < sums.count else {
            sums.append(contentsOf: fact[keys.width..<keys.width + measures.count])
            return
        }
        for (index, measure) in measures.enumerated() {
            let value = fact[keys.width + index]
            switch measure {
            case .first: sums[start + index] = Swift.min(sums[start + index], value)
            case .last: sums[start + index] = Swift.max(sums[start + index], value)
            default: sums[start + index] += value
            }
        }
    }
}

extension SumTable {
    /// The rows whose values are among those that the query allows. It must be told apart by the columns it asks for.
    package func filtered(by query: SumQuery) -> SumTable {
        let allowed = query.filters
        // The narrowest first: most rows fail there.
        let filters = query.by.enumerated()
            .compactMap { column, name in allowed[name].map { (column: column, values: $0) } }
            .sorted { $0.values.count < $1.values.count }
            .map { (column: $0.column, filter: ValueFilter($0.values)) }
        guard !filters.isEmpty else { return self }
        var result = SumTable(query)
        let (width, values) = (keys.width, keys.keys.span)
        let only = filters[0].filter.only
        rows: for row in 0..<keys.count {
            let start = row * width
            // Mostly one value is asked for.
            if let only, values[start + filters[0].column] != only { continue }
            for (column, filter) in filters where !filter.allows(values[start + column]) { continue rows }
            result.keys.append(keys.keys[start..<start + width])
            result.sums.append(contentsOf: sums[row * measures.count..<(row + 1) * measures.count])
        }
        return result
    }
}

extension SumTable: Summable {
    package mutating func merge(_ other: SumTable) {
        var fact: [Int64] = []
        for row in 0..<other.keys.count {
            fact.removeAll(keepingCapacity: true)
            fact += other.keys.keys[row * keys.width..<(row + 1) * keys.width]
            fact += other.sums[row * measures.count..<(row + 1) * measures.count]
            add(fact)
        }
    }

    package mutating func pack() { keys.pack() }

    package var size: Int { (keys.keys.count + sums.count) * 8 }
}

extension SumTable: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { keys.count }

    package subscript(row: Int) -> SumRow {
        var result = SumRow()
        for column in 0..<keys.width { result.values[column] = keys.keys[row * keys.width + column] }
        for (index, measure) in measures.enumerated() { result[measure] = sums[row * measures.count + index] }
        return result
    }
}
