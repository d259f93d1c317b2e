import Registry

/// What was counted: five views of the same requests, each with the same totals, and the names behind their numbers.
///
/// One table is made per source; tables of several sources are folded into one before they are stored.
package struct TrafficTable: Sendable {
    package var sites = NameList<SiteName>()
    /// User agents as sent; number 0 is the absent one.
    package var agents = NameList<String>(first: "")
    /// Repositories as named at their site; number 0 stands for requests without one.
    package var repositories = NameList<String>(first: "")
    package var tags = NameList<String>(first: "")

    package internal(set) var hours = CountingTable<HourKey, Volume>()
    package internal(set) var images = CountingTable<ImageKey, SeenVolume>()
    package internal(set) var clients = CountingTable<ClientKey, Activity>()
    package internal(set) var pairs = CountingTable<PairKey, Activity>()
    package internal(set) var handoffs = CountingTable<HandoffKey, Handoff>()

    package init() {}

    /// Adds up the requests of one chunk.
    ///
    /// - Parameter weight: 1; or -1 to take back what was counted before.
    package mutating func count(_ events: [Event], weight: Int64 = 1) {
        for event in events { count(event, weight * Int64(event.count)) }
    }

    private mutating func count(_ event: Event, _ weight: Int64) {
        let kind = event.kind
        let day = Int32(truncatingIfNeeded: floorDivide(event.time, 86_400))
        let volume = Volume(requests: weight, bytes: weight * event.bytes)
        let seen = SeenVolume(volume: volume, first: event.time, last: event.time)
        hours.add(
            HourKey(hour: Int32(truncatingIfNeeded: floorDivide(event.time, 3_600)), site: event.site, kind: kind),
            volume
        )
        images.add(
            ImageKey(day: day, site: event.site, repository: event.repository, tag: event.tag, kind: kind),
            seen
        )
        let redirected = kind.outcome == Outcome.redirected.rawValue
        let isManifest =
            kind.operation == Operation.manifestGet.rawValue && kind.reference != ReferenceKind.signature.rawValue
        let served = isManifest && kind.outcome == Outcome.served.rawValue
        let activity = Activity(
            seen: seen,
            served: served ? weight : 0,
            passedOn: isManifest && redirected ? weight : 0,
            redirected: redirected ? weight : 0
        )
        clients.add(ClientKey(client: event.client, day: day, site: event.site, agent: event.agent), activity)
        pairs.add(PairKey(client: event.client, day: day, site: event.site, repository: event.repository), activity)

        var handoff = Handoff()
        if event.isLegacy {
            guard redirected else { return }
            handoff.redirected = weight
        } else if kind.via == Via.followed.rawValue {
            handoff.followed = weight
        } else if kind.via == Via.unknown.rawValue {
            handoff.unknown = weight
            handoff.unknownPulls = served || isManifest && redirected ? weight : 0
        } else {
            return
        }
        handoffs.add(
            HandoffKey(
                client: event.client,
                day: day,
                site: event.site,
                repository: event.repository,
                operation: kind.operation
            ),
            handoff
        )
    }

    /// Drops all that was counted and keeps the names, so that their numbers hold on.
    package mutating func removeFacts() {
        hours = CountingTable()
        images = CountingTable()
        clients = CountingTable()
        pairs = CountingTable()
        handoffs = CountingTable()
    }

    /// Adds another table to this one; its numbers are translated by name.
    ///
    /// - Parameter takingBack: whether to subtract the other table instead.
    package mutating func fold(_ other: TrafficTable, takingBack: Bool = false) {
        let weight: Int64 = takingBack ? -1 : 1
        let site = other.sites.names.map { sites.id($0) }
        let agent = other.agents.names.map { agents.id($0) }
        let repository = other.repositories.names.map { repositories.id($0) }
        let tag = other.tags.names.map { tags.id($0) }
        for (var key, value) in zip(other.hours.keys, other.hours.values) {
            key.site = site[Int(key.site)]
            hours.add(key, value * weight)
        }
        for (var key, value) in zip(other.images.keys, other.images.values) {
            key.site = site[Int(key.site)]
            key.repository = repository[Int(key.repository)]
            key.tag = tag[Int(key.tag)]
            images.add(key, value * weight)
        }
        for (var key, value) in zip(other.clients.keys, other.clients.values) {
            key.site = site[Int(key.site)]
            key.agent = agent[Int(key.agent)]
            clients.add(key, value * weight)
        }
        for (var key, value) in zip(other.pairs.keys, other.pairs.values) {
            key.site = site[Int(key.site)]
            key.repository = repository[Int(key.repository)]
            pairs.add(key, value * weight)
        }
        for (var key, value) in zip(other.handoffs.keys, other.handoffs.values) {
            key.site = site[Int(key.site)]
            key.repository = repository[Int(key.repository)]
            handoffs.add(key, value * weight)
        }
    }
}

/// Division that rounds down, so that times before 1970 fall on the right day too.
private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}
