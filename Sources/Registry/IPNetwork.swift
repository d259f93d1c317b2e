/// A network of either version: `10.0.0.0/8`, `2001:db8::/32`; a single address is the smallest one.
package struct IPNetwork: BitwiseCopyable, Hashable, Sendable {
    /// The bits that its addresses share, the others zero.
    private let shared: UInt128
    /// How many bits they share, counted from the left of an IPv6 address.
    let length: Int
    private let mask: UInt128

    /// The network that an address and a number of shared bits make; bits behind them are dropped.
    ///
    /// - Parameter length: 0...128; of an IPv4 network, 96 more than is written behind its slash.
    package init(_ address: IPAddress, length: Int) {
        self.length = length
        mask = length == 0 ? 0 : ~0 << UInt128(128 - length)
        shared = address.bits & mask
    }

    /// The number behind the slash of an IPv4 network; nil for one of IPv6.
    var ipv4Length: Int? { length >= 96 && first.isIPv4 ? length - 96 : nil }

    /// Its address with all other bits zero.
    var first: IPAddress { IPAddress(bits: shared) }

    func contains(_ address: IPAddress) -> Bool { address.bits & mask == shared }

    /// Reads `ADDRESS/LENGTH`; nil where the text is anything else, a single address included.
    init?(_ text: Span<UInt8>) {
        var slash = 0
        while slash < text.count, text[slash] != UInt8(ascii: "/") { slash += 1 }
        guard 1...3 ~= text.count - slash - 1 else { return nil }
        var length = 0
        for index in (slash + 1)..<text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            length = length * 10 + Int(digit)
        }
        if let (address, end) = IPAddress.ipv4(text, from: 0, to: slash), end == slash, length <= 32 {
            self.init(IPAddress(ipv4: address), length: 96 + length)
        } else if let address = IPAddress.ipv6(text, from: 0, to: slash), length <= 128 {
            self.init(address, length: length)
        } else {
            return nil
        }
    }

    /// Reads a network or a single address, without port, as a configuration has it; nil where the text is neither.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        if let network = IPNetwork(bytes.span) {
            self = network
        } else if let address = IPAddress(plain: bytes.span) {
            self.init(address, length: 128)
        } else {
            return nil
        }
    }
}

extension IPNetwork: CustomStringConvertible {
    /// Reads back to the same network: `10.0.0.0/8`, `2001:db8:0:0:0:0:0:0/32`.
    package var description: String {
        if let ipv4Length {
            let octets = [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: shared >> $0)) }
            return octets.joined(separator: ".") + "/\(ipv4Length)"
        }
        let groups = (0..<8).map { String(UInt16(truncatingIfNeeded: shared >> UInt128(112 - 16 * $0)), radix: 16) }
        return groups.joined(separator: ":") + "/\(length)"
    }
}

extension IPNetwork: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let network = IPNetwork(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no network")
        }
        self = network
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
