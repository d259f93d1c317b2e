extension IPAddress {
    /// Reads a network, `192.0.2.0/24`, or an IPv4 address whose last octets were masked, `192.0.2.x`, `192.0.2.xxx`,
    /// `192.0.2.*`: either is the network's first address.
    init?(masked text: Span<UInt8>) {
        if let network = IPNetwork(text) {
            self = network.first
            return
        }
        var address: UInt32 = 0
        var octets = 0
        var isMasked = false
        var index = 0
        while octets < 4 {
            guard let (octet, end) = Self.octet(text, from: index), !isMasked || octet == nil else { return nil }
            address = address << 8 | (octet ?? 0)
            isMasked = octet == nil
            octets += 1
            index = end
            if octets == 1, isMasked { return nil }
            guard octets < 4 else { break }
            guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
            index += 1
        }
        guard index == text.count else { return nil }
        self.init(ipv4: address)
    }

    /// One octet, nil where it is masked, and where it ends.
    private static func octet(_ text: Span<UInt8>, from start: Int) -> (value: UInt32?, end: Int)? {
        var value: UInt32 = 0
        var index = start
        while index < text.count, index < start + 3, case let digit = text[index] &- UInt8(ascii: "0"), digit < 10 {
            value = value * 10 + UInt32(digit)
            index += 1
        }
        if index > start {
            let isPadded = index > start + 1 && text[start] == UInt8(ascii: "0")
            return value < 256 && !isPadded ? (value, index) : nil
        }
        while index < text.count, index < start + 3, isMask(text[index]), text[index] == text[start] { index += 1 }
        return index > start ? (nil, index) : nil
    }

    private static func isMask(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "x") || byte == UInt8(ascii: "X") || byte == UInt8(ascii: "*")
    }
}
