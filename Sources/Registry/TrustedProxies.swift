/// Which of the addresses that a request came by is the client, where proxies stand between it and the log's writer.
package enum TrustedProxies: Codable, Hashable, Sendable {
    /// Proxies whose word is taken: the client is the last address that is none of them.
    case networks([IPNetwork])
    /// The client is the address that many places from the end of `X-Forwarded-For`, the last one being 1.
    case hops(Int)

    /// The client of one request. Runs per line: allocates nothing.
    ///
    /// - Parameters:
    ///   - peer: who spoke to the server; empty where the log does not say.
    ///   - chain: `X-Forwarded-For` or `Forwarded` as written.
    package func client(peer: Span<UInt8>, chain: Span<UInt8>) -> Client {
        var hops = ForwardedChain(chain)
        switch self {
        case .hops(let count):
            var client = Client.unknown
            for _ in 0..<count {
                guard let hop = hops.previous(in: chain) else { return .unknown }
                client = hop.client
            }
            return client
        case .networks(let networks):
            func trusts(_ address: IPAddress?) -> Bool {
                guard let address else { return false }
                return networks.contains { $0.contains(address) }
            }
            let address = IPAddress(peer)
            if !trusts(address), !isLocal(peer) { return Client(address: peer) }
            var client = Client(address: peer)
            while let hop = hops.previous(in: chain) {
                client = hop.client
                guard trusts(hop.address) else { break }
            }
            return client
        }
    }

    /// Whether the peer came by a socket of the same machine, or is not logged: nobody else can have written the chain.
    private func isLocal(_ peer: Span<UInt8>) -> Bool {
        switch peer.count {
        case 0: true
        // `-`, and what Go's servers write.
        case 1: peer[0] == UInt8(ascii: "-") || peer[0] == UInt8(ascii: "@")
        // What nginx writes.
        case 5: peer[0] == UInt8(ascii: "u") && peer[1] == UInt8(ascii: "n") && peer[4] == UInt8(ascii: ":")
        default: false
        }
    }
}

extension Client {
    /// The client of one request where nothing is said of proxies: the peer; in logs that have none, the first address
    /// of the chain.
    package init(peer: Span<UInt8>, chain: Span<UInt8>) {
        guard peer.isEmpty, !chain.isEmpty else {
            self.init(address: peer)
            return
        }
        var hops = ForwardedChain(chain)
        self = .unknown
        while let hop = hops.previous(in: chain) { self = hop.client }
    }
}
