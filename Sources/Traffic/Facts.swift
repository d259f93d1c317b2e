/// The facts of a table without the names behind their numbers.
package struct Facts: Sendable {
    package typealias Hour = CountingTable<HourKey, Volume>.Entry
    package typealias Image = CountingTable<ImageKey, SeenVolume>.Entry
    package typealias Use = CountingTable<UseKey, Activity>.Entry
    package typealias Handoff = CountingTable<HandoffKey, Traffic.Handoff>.Entry

    package internal(set) var hours: [Hour] = []
    package internal(set) var images: [Image] = []
    package internal(set) var uses: [Use] = []
    package internal(set) var handoffs: [Handoff] = []
}

extension TrafficTable {
    package var facts: Facts {
        Facts(hours: hours.entries, images: images.entries, uses: uses.entries, handoffs: handoffs.entries)
    }

    /// Adds facts to this table; their numbers are translated by name.
    ///
    /// - Parameters:
    ///   - facts: the facts of `other`, or those that were spilled of it.
    ///   - takingBack: whether to subtract them instead.
    package mutating func fold(_ facts: Facts, namedBy other: TrafficTable, takingBack: Bool = false) {
        let weight: Int64 = takingBack ? -1 : 1
        // Only names that facts have are taken over.
        var site = Translation(count: other.sites.names.count)
        var agent = Translation(count: other.agents.names.count)
        var repository = Translation(count: other.repositories.names.count)
        var tag = Translation(count: other.tags.names.count)
        hours.add(facts.hours, weight: weight) { key in
            site.translate(&key.site, from: other.sites, to: &sites)
        }
        images.add(facts.images, weight: weight) { key in
            site.translate(&key.site, from: other.sites, to: &sites)
            repository.translate(&key.repository, from: other.repositories, to: &repositories)
            tag.translate(&key.tag, from: other.tags, to: &tags)
        }
        uses.add(facts.uses, weight: weight) { key in
            site.translate(&key.site, from: other.sites, to: &sites)
            repository.translate(&key.repository, from: other.repositories, to: &repositories)
            agent.translate(&key.agent, from: other.agents, to: &agents)
        }
        handoffs.add(facts.handoffs, weight: weight) { key in
            site.translate(&key.site, from: other.sites, to: &sites)
            repository.translate(&key.repository, from: other.repositories, to: &repositories)
        }
    }
}

/// The numbers of one list's names in another list, looked up when they are met first.
private struct Translation {
    private var numbers: [UInt32?]

    init(count: Int) { numbers = Array(repeating: nil, count: count) }

    @inline(__always)
    mutating func translate<Name>(_ number: inout UInt32, from: NameList<Name>, to: inout NameList<Name>) {
        let index = Int(number)
        if let known = numbers[index] {
            number = known
        } else {
            number = to.id(from.names[index])
            numbers[index] = number
        }
    }
}
