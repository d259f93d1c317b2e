/// Addresses of clients, drawn from ranges that clouds and providers announce.
struct Address {
    /// Where a group of clients is.
    struct Network {
        let cloud: Cloud
        /// Upper 16 bits of IPv4 ranges.
        let ranges: [UInt32]
        /// First two groups of the IPv6 range.
        let range6: String
        /// The object store that is nearest, as an offset into ``Host/objectStores``.
        let bucket: Int
        let weight: Double
    }

    enum Cloud {
        case amazon, google, other
    }

    static let networks = [
        Network(
            cloud: .amazon,
            ranges: prefixes(3, 80...95) + prefixes(18, 188...191),
            range6: "2600:1f16",
            bucket: 0,
            weight: 8
        ),
        Network(
            cloud: .amazon,
            ranges: prefixes(54, 80...95) + prefixes(52, 0...7),
            range6: "2600:1f18",
            bucket: 1,
            weight: 17
        ),
        Network(
            cloud: .amazon,
            ranges: prefixes(54, 184...191) + prefixes(35, 80...95),
            range6: "2600:1f14",
            bucket: 2,
            weight: 13
        ),
        Network(cloud: .amazon, ranges: prefixes(54, 150...153), range6: "2600:1f1c", bucket: 3, weight: 5),
        Network(
            cloud: .amazon,
            ranges: prefixes(18, 192...199) + prefixes(3, 64...79),
            range6: "2a05:d014",
            bucket: 4,
            weight: 8
        ),
        Network(
            cloud: .amazon,
            ranges: prefixes(54, 170...171) + prefixes(52, 208...215),
            range6: "2a05:d018",
            bucket: 5,
            weight: 6
        ),
        Network(
            cloud: .amazon,
            ranges: prefixes(13, 212...215) + prefixes(54, 254...255),
            range6: "2406:da18",
            bucket: 6,
            weight: 5
        ),
        Network(
            cloud: .amazon,
            ranges: prefixes(13, 112...115) + prefixes(54, 248...249),
            range6: "2406:da14",
            bucket: 7,
            weight: 3
        ),
        Network(
            cloud: .google,
            ranges: prefixes(34, 64...127) + prefixes(35, 184...247),
            range6: "2600:1900",
            bucket: 0,
            weight: 12
        ),
        Network(
            cloud: .other,
            ranges: prefixes(20, 36...63) + prefixes(40, 64...127),
            range6: "2603:1030",
            bucket: 1,
            weight: 10
        ),
        Network(
            cloud: .other,
            ranges: prefixes(116, 202...203) + prefixes(88, 198...199),
            range6: "2a01:4f8",
            bucket: 4,
            weight: 5
        ),
        Network(
            cloud: .other,
            ranges: prefixes(92, 0...255) + prefixes(73, 0...255),
            range6: "2003:e5",
            bucket: 5,
            weight: 8
        ),
    ]

    private static func prefixes(_ first: UInt32, _ second: ClosedRange<UInt32>) -> [UInt32] {
        second.map { first << 8 | $0 }
    }

    private var taken: Set<UInt64> = []

    /// An address that nobody else has, as it is written in logs; of IPv6 addresses no two share their upper 64 bits.
    mutating func next(in network: Network, isIPv6: Bool, draw: inout Draw) -> [UInt8] {
        while true {
            let value = draw.next()
            if isIPv6 {
                let groups = (0..<6).map { (value >> ($0 * 10)) & 0xFFFF | 1 }
                guard taken.insert(1 << 63 | groups[0] << 16 | groups[1]).inserted else { continue }
                let upper = "\(network.range6):\(String(groups[0], radix: 16)):\(String(groups[1], radix: 16))"
                // The longest run of zeros is written `::`, as RFC 5952 asks.
                let lower = groups[2] % 3 == 0 ? groups[5...5] : groups[2...5]
                return Array((upper + (lower.count == 1 ? "::" : ":")).utf8) + hexadecimal(lower)
            }
            var place = Int((value >> 32) % UInt64(network.ranges.count))
            var host = UInt32(truncatingIfNeeded: value) & 0xFFFF
            if value >> 16 & 3 != 0 {
                // Most machines stand beside others: a few networks hold many of them, many hold some.
                let farm = (value >> 18 & 127) * (value >> 25 & 127) * 48 >> 14
                place = Int(farm) * 7 % network.ranges.count
                host = host & 0xFF | UInt32(farm * 37 + 11) << 8 & 0xFFFF
            }
            let range = network.ranges[place]
            guard (1...254).contains(host & 0xFF), taken.insert(UInt64(range << 16 | host)).inserted else { continue }
            return Array("\(range >> 8).\(range & 0xFF).\(host >> 8).\(host & 0xFF)".utf8)
        }
    }

    private func hexadecimal(_ groups: ArraySlice<UInt64>) -> [UInt8] {
        Array(groups.map { String($0, radix: 16) }.joined(separator: ":").utf8)
    }
}
