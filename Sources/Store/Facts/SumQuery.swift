/// What is asked of a marginal: sums by some of its columns, over a range of days.
package struct SumQuery: Hashable, Sendable {
    package var marginal: Marginal
    /// Days since 1970, UTC, both inclusive.
    package var days: ClosedRange<Int32>
    /// Only these sites count.
    package var sites: [Int64]
    /// The columns that the answer is told apart by.
    package var by: [Column]
    /// Only facts with one of these values in these columns count.
    package var only: [Column: [Int64]]
    /// What is added up: some of the marginal's measures.
    package var measures: [SumMeasure]

    /// - Parameter measures: nil: all that the marginal has; none: which combinations of values there are is the answer.
    package init(
        _ marginal: Marginal,
        days: ClosedRange<Int32>,
        sites: [Int64],
        by: [Column],
        only: [Column: [Int64]] = [:],
        measures: [SumMeasure]? = nil
    ) {
        self.marginal = marginal
        self.days = days
        self.sites = sites
        self.by = by
        self.only = only
        self.measures = measures ?? marginal.measures
    }

    /// ``only``, and ``sites`` as one more of them.
    package var filters: [Column: [Int64]] {
        var filters = only
        filters[.site] = only[.site].map { $0.filter(sites.contains) } ?? sites
        return filters
    }
}
