import Registry

/// What rows about clients or networks add up.
struct ClientSums {
    var requests: Int64 = 0
    var pulls: Int64?
    var bytes: Int64?
    var redirected: Int64 = 0
    /// Seconds since 1970, UTC.
    var first: Int64 = .max
    var last: Int64 = .min

    mutating func add(_ row: SumRow, at endpoint: Endpoint, _ counting: PullCounting) {
        requests += row.requests
        if counting.counts(at: endpoint) { pulls = (pulls ?? 0) + counting.pulls(row, at: endpoint.role) }
        if endpoint.observes.contains(.bytes) { bytes = (bytes ?? 0) + row.bytes }
        redirected += row.redirected
        first = min(first, row.first)
        last = max(last, row.last)
    }

    static func += (left: inout ClientSums, right: ClientSums) {
        left.requests += right.requests
        if let pulls = right.pulls { left.pulls = (left.pulls ?? 0) + pulls }
        if let bytes = right.bytes { left.bytes = (left.bytes ?? 0) + bytes }
        left.redirected += right.redirected
        left.first = min(left.first, right.first)
        left.last = max(left.last, right.last)
    }
}
