import AccessLogs
import Registry

/// Who asked: IPv4 addresses are read as they come, anything else once for each distinct text.
struct Peers {
    private let proxies: TrustedProxies?
    private var clients = Memo<Client>()

    init(_ rules: Rules) { proxies = rules.proxies }

    @inline(__always)
    mutating func client(of record: Record, in chunk: Span<UInt8>) -> Client {
        if record.forwardedFor.isEmpty, proxies == nil {
            if let address = chunk.plainIPv4(in: record.client) { return Client(ipv4: address) }
            let hash = RunHash(chunk.extracting(record.client.indices))
            return clients.value(of: hash) ?? add(clientBehindProxies(record, in: chunk), hash)
        }
        return clientBehindProxies(record, in: chunk)
    }

    @inline(never)
    private mutating func add(_ client: Client, _ hash: RunHash) -> Client {
        clients.insert(client, for: hash)
        return client
    }

    @inline(never)
    private func clientBehindProxies(_ record: Record, in chunk: Span<UInt8>) -> Client {
        // Some servers write a chain where the client belongs.
        let isChain = record.forwardedFor.isEmpty && chunk.contains(UInt8(ascii: ","), in: record.client)
        let peer = chunk.extracting(isChain ? 0..<0 : record.client.indices)
        let chain = chunk.extracting(isChain ? record.client.indices : record.forwardedFor.indices)
        return proxies?.client(peer: peer, chain: chain) ?? Client(peer: peer, chain: chain)
    }

    /// Forgets all where they take up more than `limit` bytes.
    mutating func trim(to limit: Int) {
        if clients.size > limit { clients = Memo() }
    }
}
