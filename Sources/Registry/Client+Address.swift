extension Client {
    /// Reads an address as logs write it: IPv4 or IPv6, with or without port, in brackets, with a zone; an IPv4-mapped
    /// IPv6 address is IPv4. A masked address or a network is the network's address, and a host's name a client of its
    /// own. Anything else, `-` and words without a dot included, is `unknown`. Runs per line: allocates nothing.
    package init(address text: Span<UInt8>) {
        if let address = IPAddress(text) ?? IPAddress(masked: text) {
            self.init(ipv6: address.bits)
        } else {
            self.init(hostName: text)
        }
    }

    /// The same for an IPv4 address that stands alone, as it mostly does; nil for anything else.
    package init?(plainIPv4 text: Span<UInt8>) {
        var address: UInt32 = 0
        var index = 0
        for octet in 0..<4 {
            if octet > 0 {
                guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
                index &+= 1
            }
            guard index < text.count else { return nil }
            var value = UInt32(text[index] &- UInt8(ascii: "0"))
            guard value < 10 else { return nil }
            index &+= 1
            // No leading zeros, so that behind a zero there is no digit; at most two more digits.
            for _ in 0..<2 {
                guard index < text.count, case let digit = text[index] &- UInt8(ascii: "0"), digit < 10 else { break }
                guard value > 0 else { return nil }
                value = value &* 10 &+ UInt32(digit)
                index &+= 1
            }
            guard value < 256 else { return nil }
            address = address << 8 | value
        }
        guard index == text.count else { return nil }
        self.init(ipv4: address)
    }
}
