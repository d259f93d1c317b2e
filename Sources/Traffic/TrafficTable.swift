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

    /// About how many bytes the facts take up.
    package var sizeOfFacts: Int { hours.size + images.size + uses.size + handoffs.size }

    /// About how many bytes the names take up.
    package var sizeOfNames: Int { sites.size + agents.size + repositories.size + tags.size }

    /// About how many bytes it takes up.
    package var size: Int { sizeOfFacts + sizeOfNames }

    package var hasFacts: Bool { hours.count > 0 }

    /// Drops all that was counted and keeps the names, so that their numbers hold on.
    package mutating func removeFacts() {
        hours = CountingTable()
        images = CountingTable()
        uses = CountingTable()
        handoffs = CountingTable()
    }

    /// Makes it small while it waits to be saved.
    package mutating func compact() {
        hours.compact()
        images.compact()
        uses.compact()
        handoffs.compact()
        handedOn = []
    }

    /// Adds another table to this one; its numbers are translated by name.
    ///
    /// - Parameter takingBack: whether to subtract the other table instead.
    package mutating func fold(_ other: TrafficTable, takingBack: Bool = false) {
        fold(other.facts, namedBy: other, takingBack: takingBack)
    }
}
