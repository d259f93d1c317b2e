import AccessLogs
import Registry

/// The hosts that were asked: the sites of each are looked for once.
struct Hosts {
    struct Host {
        var name: String
        var sites: SitesAtHost
        /// Requests that no endpoint claims.
        var unrelated: Int64 = 0
    }

    private let migration: Migration
    /// The host of lines that name none.
    private let standIn: String
    private var numbers = Memo<UInt32>()
    private var hosts: [Host] = []
    private var earlierUnrelated: [String: Int64] = [:]

    init(_ rules: Rules) {
        migration = rules.migration
        standIn = rules.host
    }

    /// Hosts that no endpoint claims, with their requests.
    var unrelated: [String: Int64] {
        var result = earlierUnrelated
        for host in hosts where host.unrelated > 0 { result[host.name, default: 0] += host.unrelated }
        return result
    }

    /// The record's host.
    mutating func host(of record: Record, in chunk: Span<UInt8>) -> Host {
        let number = number(of: record, in: chunk)
        return hosts[Int(number)]
    }

    /// Notes that a record is claimed by no endpoint.
    mutating func noteUnrelated(_ record: Record, in chunk: Span<UInt8>) {
        let number = number(of: record, in: chunk)
        hosts[Int(number)].unrelated += Int64(record.count)
    }

    @inline(__always)
    private mutating func number(of record: Record, in chunk: Span<UInt8>) -> UInt32 {
        let hash = RunHash(chunk.extracting(record.host.indices))
        return numbers.value(of: hash) ?? add(chunk.text(record.host, .none), hash)
    }

    @inline(never)
    private mutating func add(_ written: String, _ hash: RunHash) -> UInt32 {
        let name = HostName.normalized(written)
        let host = name.isEmpty ? standIn : name
        let number = UInt32(hosts.count)
        hosts.append(Host(name: host, sites: migration.sites(atHost: host)))
        numbers.insert(number, for: hash)
        return number
    }

    /// Forgets the requests that no endpoint claims.
    mutating func removeUnrelated() {
        earlierUnrelated = [:]
        for index in hosts.indices { hosts[index].unrelated = 0 }
    }

    /// Forgets the hosts where they take up more than `limit` bytes. Of the unrelated ones, which scanners make up by the
    /// thousand, the most frequent are kept.
    mutating func trim(to limit: Int) {
        guard hosts.count > limit / Self.bytesOfHost else { return }
        let frequent = unrelated.sorted { $0.value > $1.value }.prefix(1000)
        earlierUnrelated = Dictionary(uniqueKeysWithValues: Array(frequent))
        numbers = Memo()
        hosts.removeAll()
    }

    /// What a host takes up, its name and its sites included.
    private static let bytesOfHost = 256
}
