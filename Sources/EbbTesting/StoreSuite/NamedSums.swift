import Registry
package import Store
import Traffic

/// A question for sums in names, since each store numbers them in its own way.
package struct NamedSumQuery: Sendable {
    package var marginal: Marginal
    package var days: ClosedRange<Int32>
    /// nil: all sites.
    package var hosts: Set<String>?
    package var by: [Column]
    package var only: [Column: Set<String>]

    package init(
        _ marginal: Marginal,
        days: ClosedRange<Int32> = -100_000...100_000,
        hosts: Set<String>? = nil,
        by: [Column],
        only: [Column: Set<String>] = [:]
    ) {
        self.marginal = marginal
        self.days = days
        self.hosts = hosts
        self.by = by
        self.only = only
    }
}

/// One sum, told by names.
package struct NamedSum: Hashable, Sendable {
    package var names: [String]
    package var sum: SumRow
}

extension Store {
    /// The sums with names in the place of numbers.
    package func sums(_ question: NamedSumQuery) throws(StoreError) -> Set<NamedSum> {
        let sites = try sites()
        let names = Names(
            sites: Dictionary(uniqueKeysWithValues: sites.map { ($0.id, "\($0.name.host) \($0.name.vantage)") }),
            columns: [.agent: try agents(), .repository: try repositories(), .tag: try tags()]
        )
        var query = SumQuery(
            question.marginal,
            days: question.days,
            sites: sites.filter { question.hosts?.contains($0.name.host) ?? true }.map(\.id),
            by: question.by
        )
        for (column, wanted) in question.only { query.only[column] = names.numbers(of: wanted, column) }
        let rows = try sums(query)
        return Set(
            rows.map { row in
                var sum = row
                sum.values = SIMD8()
                return NamedSum(names: question.by.enumerated().map { names.name(of: row.values[$0], $1) }, sum: sum)
            }
        )
    }
}

private struct Names {
    var sites: [Int64: String]
    var columns: [Column: [Int64: String]]

    func name(of number: Int64, _ column: Column) -> String {
        if column == .site { return sites[number] ?? "site?" }
        if let names = columns[column] { return names[number] ?? "\(column)?" }
        return String(number)
    }

    func numbers(of wanted: Set<String>, _ column: Column) -> [Int64] {
        guard let names = column == .site ? sites : columns[column] else { return wanted.compactMap { Int64($0) } }
        return names.filter { wanted.contains($0.value) }.map(\.key)
    }
}
