/// From when to when a request may have been under way, by what one line says, in milliseconds since 1970.
struct RequestWindow: BitwiseCopyable {
    private let from: Int64
    private let to: Int64

    /// How far apart the clocks of two lines about one request may be.
    private static let slack: Int64 = 1000
    /// No time of a log is further from 1970, and no request takes longer: so nothing here overflows.
    private static let limit: Int64 = 1 << 50

    /// Of a line that knows when the request ended, and how long it took.
    init(end: Int64, took: Int64) {
        to = Self.within(end)
        from = to - Self.within(took)
    }

    /// Of a line that knows in which second the request began, or ended after `took` milliseconds.
    init(second: Int64, took: Int64 = 0) {
        let start = Self.within(second.multipliedReportingOverflow(by: 1000).partialValue)
        from = start - Self.within(took)
        to = start + 999
    }

    private static func within(_ value: Int64) -> Int64 {
        Swift.min(Swift.max(value, -limit), limit)
    }

    /// Whether both may be about the same request.
    @inline(always)
    func meets(_ other: RequestWindow) -> Bool {
        from <= other.to + Self.slack && other.from <= to + Self.slack
    }
}
