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
    /// - Parameter fact: the values of the query's ``SumQuery/by`` columns, then those of its ``SumQuery/measures``.
    package mutating func add(_ fact: [Int64]) {
        let row = keys.number(of: fact)
        let start = row * measures.count
        guard start < sums.count else {
            sums.append(contentsOf: fact[keys.width...])
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
