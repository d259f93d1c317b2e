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
}
