package import Analysis

/// What a store says to a query, in the one shape that all faces show.
package struct Answer: Sendable {
    /// What one pull is.
    package var definition: PullDefinition
    package var completeness: Completeness
    package var columns: [Column]
    /// Rows as long as ``columns``.
    package var rows: [[Cell]]
    /// Where the next page begins; nil at the end.
    package var next: String?
    /// How far the move has come; only the summary says so.
    package var progress: Progress?

    package init(
        definition: PullDefinition,
        completeness: Completeness,
        columns: [Column],
        rows: [[Cell]],
        next: String? = nil,
        progress: Progress? = nil
    ) {
        self.definition = definition
        self.completeness = completeness
        self.columns = columns
        self.rows = rows
        self.next = next
        self.progress = progress
    }

    package struct Column: Hashable, Sendable {
        package var name: String
        package var unit: Unit

        package init(_ name: String, _ unit: Unit = .count) {
            self.name = name
            self.unit = unit
        }
    }

    package enum Unit: Sendable {
        case text, count, bytes, time, mean, share, flag, money
    }

    package enum Cell: Hashable, Sendable {
        /// Not observed, not known, or not claimed: shown as a dash, never as 0.
        case null
        case text(String)
        case integer(Int64)
        case real(Double)
        /// A part of a whole: 0.5 is half of it.
        case share(Double)
        case flag(Bool)
        /// In the currency that stands beside it.
        case money(Amount)
        /// Seconds since 1970, UTC.
        case time(Int64)
        case texts([String])
        /// Rejected lines: number, offset, text.
        case samples([RejectCount.Sample])

        package init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
        package init(_ value: Int?) { self.init(value.map(Int64.init)) }
        package init(share: Double?) { self = share.map { .share($0) } ?? .null }
        package init(time: Int64?) { self = time.map { .time($0) } ?? .null }
        package init(_ amount: Amount?) { self = amount.map { .money($0) } ?? .null }
        package init(text: String?) { self = text.map { .text($0) } ?? .null }
    }
}

/// How much of what happened an answer rests on.
package struct Completeness: Hashable, Sendable {
    /// Days since 1970, UTC, both inclusive; nil in an empty store.
    package var days: ClosedRange<Int32>?
    /// Hours of the range with at least one request at one of the endpoints asked for.
    package var hoursCovered: Int64 = 0
    package var hoursInRange: Int64 = 0
    /// Sources with lines of the range, and sources that could not be read.
    package var sources: Int64 = 0
    package var failedSources: Int64 = 0
    /// Lines of those sources.
    package var lines: Int64 = 0
    package var unrelatedLines: Int64 = 0
    package var rejectedLines: Int64 = 0
    /// What a reader must know, in sentences.
    package var notes: [String] = []

    package init() {}
}

/// How far the move has come: the share that came directly, from the least to the most that it can be.
package struct Progress: Hashable, Sendable {
    package var low: Double
    package var high: Double
    /// What the shares are of.
    package var basis: Basis

    package init(low: Double, high: Double, basis: Basis) {
        self.low = low
        self.high = high
        self.basis = basis
    }

    package enum Basis: String, Sendable {
        case pulls
        /// Where one side's logs know no manifests.
        case blobBytes
    }
}
