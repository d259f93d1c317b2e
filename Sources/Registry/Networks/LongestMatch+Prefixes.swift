extension IPNetwork {
    /// The network as the first bits of its clients' ids; nil for one that no client can be told to lie in: of an IPv6
    /// address, clients keep the upper 64 bits.
    func idBits() -> (first: UInt64, length: Int)? {
        if let ipv4 = ipv4Length { return (Client(ipv6: first.bits).id, ipv4 + 32) }
        let upper = UInt64(truncatingIfNeeded: first.bits >> 64)
        guard length <= 64, length < 32 || !Client.isReserved(upper) else { return nil }
        return (upper, length)
    }
}

extension IPAddress {
    /// The ids of the clients whose addresses all lie from one address to another; nil where there are none.
    static func ids(from first: IPAddress, through last: IPAddress) -> ClosedRange<UInt64>? {
        guard first <= last, first.isIPv4 == last.isIPv4 else { return nil }
        if first.isIPv4 { return Client(ipv6: first.bits).id...Client(ipv6: last.bits).id }
        let lower = UInt64(truncatingIfNeeded: first.bits >> 64)
        let upper = UInt64(truncatingIfNeeded: last.bits >> 64)
        let begin = UInt64(truncatingIfNeeded: first.bits) == 0 ? lower : lower &+ 1
        let end = UInt64(truncatingIfNeeded: last.bits) == .max ? upper : upper &- 1
        guard begin >= lower, end <= upper, begin <= end, !Client.isReserved(begin), !Client.isReserved(end) else {
            return nil
        }
        return begin...end
    }
}

extension ClosedRange<UInt64> {
    /// The fewest prefixes that make up the range, as their first number and the bits that they share.
    func prefixes() -> [(first: UInt64, length: Int)] {
        var result: [(first: UInt64, length: Int)] = []
        var first = lowerBound
        while true {
            let room = upperBound - first
            let fitting = room == .max ? 64 : 63 - (room + 1).leadingZeroBitCount
            let bits = Swift.min(first.trailingZeroBitCount, fitting)
            result.append((first, 64 - bits))
            guard bits < 64, case let next = (first | (1 << UInt64(bits) - 1)), next < upperBound else { return result }
            first = next + 1
        }
    }
}
