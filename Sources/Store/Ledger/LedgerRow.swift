/// One source, and what came of reading it: what `ebb query sources` shows.
package struct LedgerRow: Hashable, Sendable {
    package enum Status: String, Sendable {
        case ingested, alreadyIngested, failed
    }

    /// Lines by what became of them. The first is the sum of the other four.
    package struct Lines: BitwiseCopyable, Hashable, Sendable {
        package var total: Int64 = 0
        package var counted: Int64 = 0
        package var unrelated: Int64 = 0
        package var rejected: Int64 = 0
        package var skipped: Int64 = 0

        package init() {}

        package static func += (left: inout Lines, right: Lines) {
            left.total += right.total
            left.counted += right.counted
            left.unrelated += right.unrelated
            left.rejected += right.rejected
            left.skipped += right.skipped
        }
    }

    /// The path as it was given, `-` for standard input.
    package var name: String
    /// The format that it was read as; empty where none was found.
    package var format = ""
    /// Whether the log's bytes count response headers too.
    package var bytesIncludeHeaders = false
    /// nil where the source could not be read to its end.
    package var identity: Identity?
    package var status: Status
    package var lines = Lines()
    /// Bytes as they lie in the file, compressed or not.
    package var bytesRead: Int64 = 0
    /// The first and last time in it, in seconds since 1970, UTC; nil without a readable line.
    package var times: ClosedRange<Int64>?
    /// Seconds since 1970, UTC.
    package var ingestedAt: Int64 = 0
    /// What went wrong, in one sentence.
    package var error: String?

    package init(name: String, status: Status) {
        self.name = name
        self.status = status
    }
}
