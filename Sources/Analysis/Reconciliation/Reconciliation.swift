package import Registry

/// What Ebb counted beside what somebody else did, day by day.
package struct Reconciliation: Sendable {
    package struct Row: Hashable, Sendable {
        /// nil: the sum over the days that both have.
        package var day: Day?
        /// Ebb's; nil: it has no logs of the day.
        package var own: OutsideTotals.Counts?
        /// nil: the other has nothing of the day.
        package var outside: OutsideTotals.Counts?
    }

    /// In the order of their days.
    package let rows: [Row]
    /// Over the days that both have; nil: there is none.
    package let total: Row?
    /// How many days both have.
    package let commonDays: Int
    private let sampling: Sampling

    package init(own: [Day: OutsideTotals.Counts], outside: OutsideTotals, sampling: Sampling = Sampling()) {
        self.sampling = sampling
        rows = Set(own.keys).union(outside.days.keys).sorted().map {
            Row(day: $0, own: own[$0], outside: outside.days[$0])
        }
        let common = rows.filter { $0.own != nil && $0.outside != nil }
        commonDays = common.count
        guard !common.isEmpty else {
            total = nil
            return
        }
        var (mine, theirs) = (OutsideTotals.Counts(), OutsideTotals.Counts())
        for row in common {
            guard let own = row.own, let other = row.outside else { continue }
            // What one side does not say of a day is not summed up on the other.
            let (requests, bytes) = (
                own.requests != nil && other.requests != nil, own.bytes != nil && other.bytes != nil
            )
            mine += .init(requests: requests ? own.requests : nil, bytes: bytes ? own.bytes : nil)
            theirs += .init(requests: requests ? other.requests : nil, bytes: bytes ? other.bytes : nil)
        }
        total = Row(day: nil, own: mine, outside: theirs)
    }

    /// Ebb's requests by the other's; nil where one of them says nothing.
    package func requestsRatio(_ row: Row) -> Sampling.Ratio? {
        sampling.ratio(row.own?.requests, row.outside?.requests, countsThings: true)
    }

    /// Ebb's bytes by the other's.
    package func bytesRatio(_ row: Row) -> Sampling.Ratio? {
        sampling.ratio(row.own?.bytes, row.outside?.bytes, countsThings: false)
    }
}
