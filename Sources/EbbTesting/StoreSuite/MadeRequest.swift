package import Registry
package import Store
package import Traffic

/// A request as a test writes it down. Hosts that begin with `old` are a legacy endpoint's, those that begin with `new`
/// a current one's; any other is a backend's.
package struct MadeRequest: Sendable {
    /// UTC.
    package var day: String
    package var hour: Int64 = 0
    /// Of the hour, and beyond it.
    package var second: Int64 = 0
    package var host: String
    package var vantage = Vantage.front
    package var client = "192.0.2.1"
    package var agent = "containerd/1.6.20"
    package var operation = Operation.manifestGet
    package var outcome = Outcome.served
    /// nil: direct at a current endpoint, none elsewhere.
    package var via: Via?
    package var repository = "pause"
    package var tag = ""
    package var reference = ReferenceKind.digest
    package var bytes: Int64 = 0
    /// How often.
    package var count = 1

    package init(_ day: String, _ host: String) {
        self.day = day
        self.host = host
    }

    /// The request with some of its parts changed.
    package func with(_ change: (inout MadeRequest) -> Void) -> MadeRequest {
        var copy = self
        change(&copy)
        return copy
    }

    /// Seconds since 1970, UTC.
    package var time: Int64 { Int64(Day(day)?.number ?? 0) * 86_400 + hour * 3_600 + second }

    func event(naming table: inout TrafficTable) -> Event {
        let address = Array(client.utf8)
        let via = via ?? (host.hasPrefix("new") ? .direct : .none)
        return Event(
            time: time,
            client: Client(address: address.span).id,
            bytes: bytes,
            site: table.sites.id(SiteName(host: host, pathPrefix: "", repositoryPrefix: "", vantage: vantage)),
            agent: table.agents.id(agent),
            repository: table.repositories.id(repository),
            tag: table.tags.id(tag),
            kind: RequestKind(
                operation: operation.rawValue,
                outcome: outcome.rawValue,
                via: via.rawValue,
                reference: tag.isEmpty || reference != .digest ? reference.rawValue : ReferenceKind.tag.rawValue
            ),
            isLegacy: host.hasPrefix("old")
        )
    }
}

extension Query {
    /// The same, of pulls by the definition `manifest` unless it says otherwise: requests that are made up one by one are
    /// pulls one by one then.
    package var ofManifests: Query {
        guard kind.filters.contains(.definition), definition == nil, !compare else { return self }
        var query = self
        query.definition = .manifest
        return query
    }
}

extension TrafficTable {
    /// The table that these requests add up to.
    package init(_ requests: [MadeRequest]) {
        self.init()
        var events = requests.flatMap { Array(repeating: $0.event(naming: &self), count: $0.count) }
        var sessions = Sessions()
        sessions.group(&events)
        count(events)
    }
}

extension CountedSource {
    /// A source as if it had held these requests, one a line.
    ///
    /// - Parameter content: tells contents apart; the same number is the same content.
    package init(_ name: String, content: UInt64, _ requests: [MadeRequest], settings: String = "settings") {
        var row = LedgerRow(name: name, status: .ingested)
        let count = Int64(requests.reduce(0) { $0 + $1.count })
        row.format = "combined"
        row.identity = Identity(length: count * 100, high: content, low: ~content)
        row.lines.total = count
        row.lines.counted = count
        row.bytesRead = count * 100
        let times = requests.map(\.time)
        if let first = times.min(), let last = times.max() { row.times = first...last }
        row.ingestedAt = 1_700_000_000
        self.init(
            row: row,
            family: logFamily(of: name),
            canGrow: true,
            mark: nil,
            settings: settings,
            openLine: count * 100,
            table: TrafficTable(requests),
            rejects: []
        )
    }
}
