/// A view of the requests that a store keeps: five small ones instead of one cube.
package enum Marginal: String, Sendable, CaseIterable {
    case hours, images, clients, pairs, handoffs
}

/// A column that facts are told apart by. Which marginal has which is in ``Marginal/columns``.
package enum Column: String, Sendable, CaseIterable {
    /// Hours since 1970, UTC.
    case hour
    /// Days since 1970, UTC.
    case day
    case site, operation, outcome, via, reference
    case repository, tag, client, agent
}

extension Marginal {
    package var columns: [Column] {
        switch self {
        case .hours: [.hour, .site, .operation, .outcome, .via, .reference]
        case .images: [.day, .site, .repository, .tag, .operation, .outcome, .via, .reference]
        case .clients: [.day, .site, .client, .agent]
        case .pairs: [.day, .site, .client, .repository]
        case .handoffs: [.day, .site, .client, .repository, .operation]
        }
    }
}

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

    package init(
        _ marginal: Marginal,
        days: ClosedRange<Int32>,
        sites: [Int64],
        by: [Column],
        only: [Column: [Int64]] = [:]
    ) {
        self.marginal = marginal
        self.days = days
        self.sites = sites
        self.by = by
        self.only = only
    }
}

/// One sum. Measures that the marginal does not have are 0.
package struct SumRow: Hashable, Sendable {
    /// The values of the query's ``SumQuery/by`` columns, in its order. A client stands as the bits of its number.
    package var values: [Int64]
    package var requests: Int64 = 0
    package var bytes: Int64 = 0
    package var served: Int64 = 0
    package var passedOn: Int64 = 0
    package var redirected: Int64 = 0
    package var followed: Int64 = 0
    package var unknown: Int64 = 0
    package var unknownPulls: Int64 = 0
    /// Seconds since 1970, UTC.
    package var first: Int64 = .max
    package var last: Int64 = .min

    package init(values: [Int64]) {
        self.values = values
    }

    package static func += (left: inout SumRow, right: SumRow) {
        left.requests += right.requests
        left.bytes += right.bytes
        left.served += right.served
        left.passedOn += right.passedOn
        left.redirected += right.redirected
        left.followed += right.followed
        left.unknown += right.unknown
        left.unknownPulls += right.unknownPulls
        left.first = min(left.first, right.first)
        left.last = max(left.last, right.last)
    }
}
