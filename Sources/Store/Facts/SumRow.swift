/// What facts are added up to.
package enum SumMeasure: Int, Sendable, CaseIterable {
    case requests, bytes
    /// Manifests got by GET and served, or redirected; signatures excluded.
    case served, passedOn
    case redirected, followed, unknown, unknownPulls
    /// Pulls by the definitions `session` and `complete`; and those of them that came by an unknown way.
    case sessions, complete, unknownSessions, unknownComplete
    /// Requests for manifests that were answered by 4xx.
    case refused
    /// Seconds since 1970, UTC: the least and the greatest, not a sum.
    case first, last
}

/// One sum. Measures that were not asked for, or that the marginal does not have, are 0.
package struct SumRow: Hashable, Sendable {
    /// The values of the query's ``SumQuery/by`` columns, in its order, then zeros. A client stands as the bits of its
    /// number.
    package var values = SIMD8<Int64>()
    private var measures = SIMD16<Int64>()

    package init() {
        self[.first] = .max
        self[.last] = .min
    }

    /// - Parameter fact: the values of the query's columns, then those of its measures.
    init(_ fact: [Int64], of query: SumQuery) {
        self.init()
        for column in query.by.indices { values[column] = fact[column] }
        for (index, measure) in query.measures.enumerated() { self[measure] = fact[query.by.count + index] }
    }

    package subscript(measure: SumMeasure) -> Int64 {
        get { measures[measure.rawValue] }
        set { measures[measure.rawValue] = newValue }
    }

    package var requests: Int64 {
        get { self[.requests] }
        set { self[.requests] = newValue }
    }
    package var bytes: Int64 {
        get { self[.bytes] }
        set { self[.bytes] = newValue }
    }
    package var served: Int64 {
        get { self[.served] }
        set { self[.served] = newValue }
    }
    package var passedOn: Int64 {
        get { self[.passedOn] }
        set { self[.passedOn] = newValue }
    }
    package var redirected: Int64 {
        get { self[.redirected] }
        set { self[.redirected] = newValue }
    }
    package var followed: Int64 {
        get { self[.followed] }
        set { self[.followed] = newValue }
    }
    package var unknown: Int64 {
        get { self[.unknown] }
        set { self[.unknown] = newValue }
    }
    package var unknownPulls: Int64 {
        get { self[.unknownPulls] }
        set { self[.unknownPulls] = newValue }
    }
    package var sessions: Int64 {
        get { self[.sessions] }
        set { self[.sessions] = newValue }
    }
    package var complete: Int64 {
        get { self[.complete] }
        set { self[.complete] = newValue }
    }
    package var unknownSessions: Int64 {
        get { self[.unknownSessions] }
        set { self[.unknownSessions] = newValue }
    }
    package var unknownComplete: Int64 {
        get { self[.unknownComplete] }
        set { self[.unknownComplete] = newValue }
    }
    package var refused: Int64 {
        get { self[.refused] }
        set { self[.refused] = newValue }
    }
    package var first: Int64 {
        get { self[.first] }
        set { self[.first] = newValue }
    }
    package var last: Int64 {
        get { self[.last] }
        set { self[.last] = newValue }
    }

    package static func += (left: inout SumRow, right: SumRow) {
        let (first, last) = (min(left.first, right.first), max(left.last, right.last))
        left.measures &+= right.measures
        (left.first, left.last) = (first, last)
    }
}
