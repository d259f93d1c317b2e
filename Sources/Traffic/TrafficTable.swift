import Registry

/// What was counted: views of the same requests, each with the same totals, and the names behind their numbers.
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
    /// Clients and pairs are sums of these, see ``clients`` and ``pairs``.
    package internal(set) var uses = CountingTable<UseKey, Activity>()
    package internal(set) var handoffs = CountingTable<HandoffKey, Handoff>()

    /// Which events of a chunk gave a redirect or may have followed one; kept to spare the allocation.
    var handedOn: [UInt32] = []

    package init() {}

    /// Drops all that was counted and keeps the names, so that their numbers hold on.
    package mutating func removeFacts() {
        hours = CountingTable()
        images = CountingTable()
        uses = CountingTable()
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
        for entry in other.hours.entries {
            var key = entry.key
            key.site = site[Int(key.site)]
            hours.add(key, entry.value * weight)
        }
        for entry in other.images.entries {
            var key = entry.key
            key.site = site[Int(key.site)]
            key.repository = repository[Int(key.repository)]
            key.tag = tag[Int(key.tag)]
            images.add(key, entry.value * weight)
        }
        for entry in other.uses.entries {
            var key = entry.key
            key.site = site[Int(key.site)]
            key.repository = repository[Int(key.repository)]
            key.agent = agent[Int(key.agent)]
            uses.add(key, entry.value * weight)
        }
        for entry in other.handoffs.entries {
            var key = entry.key
            key.site = site[Int(key.site)]
            key.repository = repository[Int(key.repository)]
            handoffs.add(key, entry.value * weight)
        }
    }
}
