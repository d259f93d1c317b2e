import Registry

/// Counts pulls by one definition, over days that may know it or not.
struct PullCounting {
    let definition: PullDefinition
    /// Days of the range that do not know it: what was read of them was counted by an ebb that knew no sessions.
    let unknownDays: [Int32]

    init(_ definition: PullDefinition, _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        self.definition = definition
        unknownDays = definition == .manifest ? [] : try store.daysWithoutSessions(among: days)
    }

    /// Whether every day of the range knows it.
    var isKnown: Bool { unknownDays.isEmpty }

    /// Whether pulls can be counted at an endpoint: never at a backend, and only where its logs see what a pull is made of.
    func counts(at endpoint: Endpoint) -> Bool {
        isKnown && endpoint.role != .backend && endpoint.observes.contains(.manifests)
            && (definition != .complete || endpoint.observes.contains(.blobs))
    }

    /// The measures of hours and images that it needs beside requests.
    var measures: [SumMeasure] {
        switch definition {
        case .manifest: []
        case .session: [.sessions]
        case .complete: [.complete]
        }
    }

    /// The measures of clients and pairs that ``ClientSums`` are made of.
    var clientMeasures: [SumMeasure] {
        [.requests, .bytes, .redirected, .first, .last] + (definition == .manifest ? [.served, .passedOn] : measures)
    }

    /// The pulls of facts that are told apart by operation, outcome and reference.
    func pulls(_ row: SumRow, at role: Role, in query: SumQuery) -> Int64 {
        switch definition {
        case .manifest: row.isManifestPull(at: role, in: query) ? row.requests : 0
        case .session: role == .backend ? 0 : row.sessions
        case .complete: role == .backend ? 0 : row.complete
        }
    }

    /// The pulls of clients or pairs.
    func pulls(_ row: SumRow, at role: Role) -> Int64 {
        switch (definition, role) {
        case (_, .backend): 0
        case (.manifest, .legacy): row.served
        case (.manifest, .current): row.served + row.passedOn
        case (.session, _): row.sessions
        case (.complete, _): row.complete
        }
    }

    /// The pulls of handoffs that came by an unknown way.
    func unknownPulls(_ row: SumRow) -> Int64 { row[definition.unknownPulls] }

    /// The pulls among handoffs by an unknown way of which so many requests turn out to have followed a redirect.
    func settledPulls(_ row: SumRow, _ requests: Int64) -> Int64 { min(unknownPulls(row), requests) }
}

extension PullDefinition {
    /// The measure of handoffs that counts pulls by an unknown way.
    var unknownPulls: SumMeasure {
        switch self {
        case .manifest: .unknownPulls
        case .session: .unknownSessions
        case .complete: .unknownComplete
        }
    }
}

extension SumRow {
    /// Whether its requests are pulls by the definition `manifest`.
    fileprivate func isManifestPull(at role: Role, in query: SumQuery) -> Bool {
        guard operation(in: query) == .manifestGet, reference(in: query) != .signature else { return false }
        switch (role, outcome(in: query)) {
        case (.legacy, .served), (.current, .served), (.current, .redirected): return true
        default: return false
        }
    }
}
