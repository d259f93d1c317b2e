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

    package var measures: [SumMeasure] {
        switch self {
        case .hours: [.requests, .bytes, .sessions, .complete]
        case .images: [.requests, .bytes, .first, .last, .sessions, .complete]
        case .clients, .pairs:
            [.requests, .bytes, .served, .passedOn, .redirected, .first, .last, .sessions, .complete, .refused]
        case .handoffs: [.redirected, .followed, .unknown, .unknownPulls, .unknownSessions, .unknownComplete]
        }
    }
}
