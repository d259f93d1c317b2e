import EbbTesting
import Registry

/// Prefixes as clouds have them, made up: blocks, and within most of them others, up to six deep.
struct MadePrefixes {
    struct Prefix {
        /// As clients' ids begin.
        var first: UInt64
        /// Of 64 bits.
        var length: Int
        var region: Int

        var cloudRegion: CloudRegion { CloudRegion(cloud: "made", region: "region-\(region)") }

        var network: IPNetwork {
            first >> 32 == 0xFFFF
                ? IPNetwork(IPAddress(bits: UInt128(first)), length: length + 64)
                : IPNetwork(IPAddress(bits: UInt128(first) << 64), length: length)
        }

        func contains(_ id: UInt64) -> Bool { (id ^ first) >> UInt64(64 - length) == 0 }
    }

    private(set) var prefixes: [Prefix] = []
    private var random = SeededGenerator(27)

    init(count: Int) {
        var seen = Set<[UInt64]>()
        // One of three is of IPv6, and ends at a /64.
        for isIPv4 in [true, false] {
            var own: [Prefix] = []
            let wanted = isIPv4 ? count * 2 / 3 : count - count * 2 / 3
            while own.count < wanted {
                var first = isIPv4 ? 0xFFFF << 32 | random.next() >> 32 : 0x2600 << 48 | random.next() >> 16
                var length = isIPv4 ? Int.random(in: 43...48, using: &random) : Int.random(in: 28...40, using: &random)
                // Sixty in a hundred lie within another one.
                if let outer = own.randomElement(using: &random), random.next() % 10 < 6, outer.length < 62 {
                    length = min(64, outer.length + Int.random(in: 2...8, using: &random))
                    first = outer.first | first & ~0 >> UInt64(outer.length)
                }
                first &= ~0 << UInt64(64 - length)
                guard seen.insert([first, UInt64(length)]).inserted else { continue }
                own.append(Prefix(first: first, length: length, region: Int.random(in: 0..<100, using: &random)))
            }
            prefixes += own
        }
    }

    /// Clients in random order: nine of ten in one of the prefixes.
    mutating func clients(_ count: Int, ofIPv4 share: Double) -> [Client] {
        let (ipv4, ipv6) = (prefixes.filter { $0.first >> 32 == 0xFFFF }, prefixes.filter { $0.first >> 32 != 0xFFFF })
        return (0..<count).map { _ in
            let isIPv4 = Double.random(in: 0..<1, using: &random) < share
            let any = isIPv4 ? 0xFFFF << 32 | random.next() >> 32 : 0x2600 << 48 | random.next() >> 16
            guard random.next() % 10 > 0, let prefix = (isIPv4 ? ipv4 : ipv6).randomElement(using: &random) else {
                return Client(id: any)
            }
            return Client(id: prefix.first | any & (prefix.length == 64 ? 0 : ~0 >> UInt64(prefix.length)))
        }
    }
}

/// A binary tree that stops at the first prefix it meets, as a table of shortest matches does.
struct ShortestMatch {
    private var children: [(zero: Int32, one: Int32)] = [(0, 0)]
    private var values: [Int?] = [nil]

    init(_ prefixes: [MadePrefixes.Prefix]) {
        for prefix in prefixes {
            var node = 0
            for bit in 0..<prefix.length {
                let isOne = prefix.first >> UInt64(63 - bit) & 1 == 1
                var next = Int(isOne ? children[node].one : children[node].zero)
                if next == 0 {
                    next = children.count
                    children.append((0, 0))
                    values.append(nil)
                    if isOne { children[node].one = Int32(next) } else { children[node].zero = Int32(next) }
                }
                node = next
            }
            values[node] = prefix.region
        }
    }

    func value(of client: Client) -> Int? {
        var node = 0
        for bit in 0..<64 {
            if let value = values[node] { return value }
            node = Int(client.id >> UInt64(63 - bit) & 1 == 1 ? children[node].one : children[node].zero)
            if node == 0 { return nil }
        }
        return values[node]
    }
}
