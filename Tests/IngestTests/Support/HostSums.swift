import Registry
import Store
import Testing
import Traffic

/// What a store holds about one host.
struct HostSums {
    var requests = 0
    var bytes = 0
    var clients = 0
    var manifestGets = 0
    var manifestHeads = 0
    var blobGets = 0
    var direct = 0
    var followed = 0
    var unknown = 0
    var mirrored = 0
    /// Manifests served, signatures excluded.
    var served = 0
    /// Manifests served or redirected, signatures excluded.
    var pulls = 0
    /// Pulls by the definitions `session` and `complete`.
    var sessions = 0
    var complete = 0

    init(_ store: any Store, host: String) throws {
        let sites = try store.sites().filter { $0.name.host == host }.map(\.id)
        let days = try #require(try store.days())
        let by: [Column] = [.operation, .via]
        for row in try store.sums(SumQuery(.hours, days: days, sites: sites, by: by)) {
            let count = Int(row.requests)
            requests += count
            sessions += Int(row.sessions)
            complete += Int(row.complete)
            bytes += Int(row.bytes)
            switch UInt8(row.values[0]) {
            case Registry.Operation.manifestGet.rawValue: manifestGets += count
            case Registry.Operation.manifestHead.rawValue: manifestHeads += count
            case Registry.Operation.blobGet.rawValue: blobGets += count
            default: break
            }
            switch UInt8(row.values[1]) {
            case Via.direct.rawValue: direct += count
            case Via.followed.rawValue: followed += count
            case Via.unknown.rawValue: unknown += count
            case Via.mirrorConfigured.rawValue: mirrored += count
            default: break
            }
        }
        let people = try store.sums(SumQuery(.clients, days: days, sites: sites, by: [.client]))
        clients = people.count
        served = Int(people.reduce(0) { $0 + $1.served })
        pulls = served + Int(people.reduce(0) { $0 + $1.passedOn })
    }
}
