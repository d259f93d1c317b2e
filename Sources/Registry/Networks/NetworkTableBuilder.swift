/// Collects what lists say of networks, in the order in which they count.
package struct NetworkTableBuilder {
    private var regions = Numbering<CloudRegion>()
    private var systems = Numbering<AutonomousSystem>()
    private var clouds: [LongestMatch.Prefix] = []
    private var routes: [LongestMatch.Prefix] = []

    package init() {}

    /// A network of a cloud. One of IPv6 that is smaller than a /64 says nothing of any client, and is left out.
    package mutating func add(_ network: IPNetwork, _ region: CloudRegion) {
        guard let bits = network.idBits() else { return }
        // What names no region comes behind all that does.
        let rank = clouds.count + (region.isSomewhere ? 0 : 1 << 32)
        clouds.append(.init(first: bits.first, length: bits.length, value: regions.number(of: region), rank: rank))
    }

    /// A network that an autonomous system announces. Of IPv6, as above.
    package mutating func add(_ network: IPNetwork, _ system: AutonomousSystem) {
        guard let bits = network.idBits() else { return }
        add(route: bits, systems.number(of: system))
    }

    /// The addresses of an autonomous system from one to another, both of them included and of one version.
    package mutating func add(from first: IPAddress, through last: IPAddress, _ system: AutonomousSystem) {
        guard let ids = IPAddress.ids(from: first, through: last) else { return }
        let number = systems.number(of: system)
        for bits in ids.prefixes() { add(route: bits, number) }
    }

    private mutating func add(route bits: (first: UInt64, length: Int), _ value: Int32) {
        routes.append(.init(first: bits.first, length: bits.length, value: value, rank: routes.count))
    }

    /// The table of all that was added.
    package func table() -> NetworkTable {
        NetworkTable(
            regions: regions.values,
            systems: systems.values,
            clouds: LongestMatch(clouds),
            routes: LongestMatch(routes)
        )
    }
}

/// Numbers different values in the order in which they come.
private struct Numbering<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int32] = [:]

    mutating func number(of value: Value) -> Int32 {
        if let number = numbers[value] { return number }
        let number = Int32(values.count)
        values.append(value)
        numbers[value] = number
        return number
    }
}
