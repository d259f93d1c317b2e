/// An address of the Internet Protocol, of either version.
///
/// https://www.rfc-editor.org/rfc/rfc4291#section-2.2
package struct IPAddress: BitwiseCopyable, Hashable, Sendable {
    /// An IPv4 address is the IPv6 address that it is mapped to: `::ffff:192.0.2.1`.
    let bits: UInt128

    /// - Parameter bits: of the IPv6 address; of an IPv4 address, those of the one that it is mapped to.
    package init(bits: UInt128) { self.bits = bits }

    init(ipv4: UInt32) { bits = Self.ipv4Range | UInt128(ipv4) }

    /// Reads an address with or without port, in brackets, with a zone; nil where the text is anything else.
    init?(_ text: Span<UInt8>) {
        guard let address = Self.ipv4WithPort(text) ?? Self.ipv6WithPort(text) else { return nil }
        self = address
    }

    /// Reads an address and nothing else: no port, no brackets, no zone.
    package init?(plain text: Span<UInt8>) {
        if let (address, end) = Self.ipv4(text, from: 0, to: text.count), end == text.count {
            self.init(ipv4: address)
        } else if !text.indices.contains(where: { text[$0] == UInt8(ascii: "%") }),
            let address = Self.ipv6(text, from: 0, to: text.count)
        {
            self = address
        } else {
            return nil
        }
    }

    /// Whether it is an address of IPv4.
    package var isIPv4: Bool { bits >> 32 == Self.ipv4Range >> 32 }

    static let ipv4Range: UInt128 = 0xFFFF_0000_0000

    private static func ipv4WithPort(_ text: Span<UInt8>) -> IPAddress? {
        guard let (address, end) = ipv4(text, from: 0, to: text.count),
            end == text.count || isPort(text, from: end)
        else { return nil }
        return IPAddress(ipv4: address)
    }

    private static func ipv6WithPort(_ text: Span<UInt8>) -> IPAddress? {
        guard text.count >= 2 else { return nil }
        guard text[0] == UInt8(ascii: "[") else { return ipv6(text, from: 0, to: text.count) }
        var end = 1
        while end < text.count, text[end] != UInt8(ascii: "]") { end += 1 }
        guard end < text.count, end + 1 == text.count || isPort(text, from: end + 1) else { return nil }
        return ipv6(text, from: 1, to: end)
    }

    /// Four decimals without leading zeros, and where they end.
    static func ipv4(_ text: Span<UInt8>, from start: Int, to limit: Int) -> (address: UInt32, end: Int)? {
        var address: UInt32 = 0
        var octet: UInt32 = 0
        var digits = 0
        var dots = 0
        var index = start
        while index < limit {
            let digit = UInt32(text[index] &- UInt8(ascii: "0"))
            if digit < 10 {
                guard digits == 0 || octet > 0 else { return nil }
                octet = octet &* 10 &+ digit
                guard octet < 256 else { return nil }
                digits &+= 1
            } else if text[index] == UInt8(ascii: "."), digits > 0, dots < 3 {
                address = address << 8 | octet
                octet = 0
                digits = 0
                dots &+= 1
            } else {
                break
            }
            index &+= 1
        }
        guard dots == 3, digits > 0 else { return nil }
        return (address << 8 | octet, index)
    }

    /// `:` and a port to the end of the text.
    static func isPort(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard text[start] == UInt8(ascii: ":"), 1...5 ~= text.count - start - 1 else { return false }
        var port = 0
        for index in (start + 1)..<text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return false }
            port = port &* 10 &+ Int(digit)
        }
        return port <= 65_535
    }

    /// Groups before `::` move up from the right end as they come; those after it are counted, so that at the end the
    /// ones before can be moved to where they belong.
    static func ipv6(_ text: Span<UInt8>, from start: Int, to limit: Int) -> IPAddress? {
        let colon = UInt8(ascii: ":")
        var head: UInt128 = 0
        var tail: UInt128 = 0
        var groups = 0
        var headGroups = -1
        var index = start
        if index + 1 < limit, text[index] == colon, text[index + 1] == colon {
            headGroups = 0
            index += 2
        }
        while index < limit, text[index] != UInt8(ascii: "%") {
            guard groups < 8 else { return nil }
            let first = index
            var group: UInt128 = 0
            while index < limit, index < first + 4, let digit = hexadecimal(text[index]) {
                group = group << 4 | UInt128(digit)
                index += 1
            }
            guard index > first else { return nil }
            if index < limit, text[index] == UInt8(ascii: ".") {
                guard groups <= 6, let (address, end) = ipv4(text, from: first, to: limit) else { return nil }
                guard end == limit || text[end] == UInt8(ascii: "%") else { return nil }
                tail = tail << 32 | UInt128(address)
                groups += 2
                index = end
                break
            }
            tail = tail << 16 | group
            groups += 1
            guard index < limit, text[index] != UInt8(ascii: "%") else { break }
            guard text[index] == colon, index + 1 < limit, text[index + 1] != UInt8(ascii: "%") else { return nil }
            index += 1
            if text[index] == colon {
                guard headGroups < 0 else { return nil }
                head = tail
                tail = 0
                headGroups = groups
                index += 1
            }
        }
        // A zone has a name.
        guard index == limit || index + 1 < limit else { return nil }
        guard headGroups >= 0 else { return groups == 8 ? IPAddress(bits: tail) : nil }
        guard groups < 8 else { return nil }
        return IPAddress(bits: headGroups == 0 ? tail : head << (16 * (8 - UInt128(headGroups))) | tail)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension IPAddress: Comparable {
    package static func < (one: IPAddress, other: IPAddress) -> Bool { one.bits < other.bits }
}
