import Analysis
import Registry

/// The redirects that the old endpoints gave and what arrived at the new ones, joined by client, new name of the
/// repository, operation and day, on days with the logs of both ends.
struct Handoffs {
    /// The handoffs of one endpoint.
    private struct Side {
        var sums: SumTable
        /// The number of each sum's key; nil on days without the logs of both ends.
        var keys: [Int?] = []

        func forEach(_ body: (_ key: Int, _ sum: SumRow) -> Void) {
            for (key, sum) in zip(keys, sums) {
                if let key { body(key, sum) }
            }
        }
    }

    private var given: [Side] = []
    private var arrived: [Side] = []
    private let keys: Int
    /// Those with the logs of both ends, since 1970, UTC.
    let days: Set<Int64>

    /// nil where no day has the logs of both ends.
    init?(_ rule: SettlementRule, _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        let bothEnds = try Self.days(rule.legacy, days, store).intersection(Self.days(rule.current, days, store))
        guard !bothEnds.isEmpty else { return nil }
        let newNames = NewNames(try store.repositories(), rule.renames)
        var keys = KeyTable(width: 4)
        func side(_ end: SettlementRule.End, isOld: Bool) throws(StoreError) -> Side {
            let query = SumQuery(
                .handoffs,
                days: days,
                sites: end.sites,
                by: [.day, .client, .repository, .operation],
                measures: isOld ? [.redirected] : [.followed, .unknown, rule.definition.unknownPulls]
            )
            var side = Side(sums: try store.sums(query))
            for sum in side.sums {
                let name = isOld ? newNames.number(for: sum.values[2]) : sum.values[2]
                let key = [sum.values[0], sum.values[1], name, sum.values[3]]
                side.keys.append(bothEnds.contains(key[0]) ? keys.number(of: key) : nil)
            }
            return side
        }
        for end in rule.legacy { given.append(try side(end, isOld: true)) }
        for end in rule.current { arrived.append(try side(end, isOld: false)) }
        self.keys = keys.count
        self.days = bothEnds
    }

    /// Settles what came by an unknown way, then tells what is left of the redirects.
    ///
    /// - Parameters:
    ///   - settled: gets the place of the current endpoint in the rule; a sum of it by day, client, repository and operation;
    ///     and how many of its requests of unknown way followed a redirect.
    ///   - lost: gets the place of the legacy endpoint in the rule; a sum of it by day, client, repository (under its old
    ///     name) and operation; and how many of its redirects nobody followed.
    func settle(
        settled: (_ place: Int, _ sum: SumRow, _ requests: Int64) -> Void,
        lost: (_ place: Int, _ sum: SumRow, _ redirects: Int64) -> Void
    ) {
        var open = [Int64](repeating: 0, count: keys)
        for side in given { side.forEach { open[$0] += $1.redirected } }
        for side in arrived { side.forEach { open[$0] -= $1.followed } }
        for (place, side) in arrived.enumerated() {
            side.forEach { key, sum in
                guard open[key] > 0 else { return }
                let own = min(sum.unknown, open[key])
                open[key] -= own
                settled(place, sum, own)
            }
        }
        for (place, side) in given.enumerated() {
            var redirected = [Int64](repeating: 0, count: keys)
            side.forEach { redirected[$0] += $1.redirected }
            var shared: [Int: [SumRow]] = [:]
            side.forEach { key, sum in
                guard open[key] > 0 else { return }
                guard redirected[key] == sum.redirected else {
                    shared[key, default: []].append(sum)
                    return
                }
                let own = min(sum.redirected, open[key])
                open[key] -= own
                if own > 0 { lost(place, sum, own) }
            }
            // Of several old names of one, each lost by how often it was redirected.
            for (key, sums) in shared {
                let sums = sums.sorted { $0.values[2] < $1.values[2] }
                let own = min(redirected[key], open[key])
                open[key] -= own
                for (sum, part) in zip(sums, apportioned(own, by: sums.map(\.redirected))) where part > 0 {
                    lost(place, sum, part)
                }
            }
        }
    }

    private static func days(
        _ ends: [SettlementRule.End],
        _ days: ClosedRange<Int32>,
        _ store: any Store
    ) throws(StoreError) -> Set<Int64> {
        let query = SumQuery(.hours, days: days, sites: ends.flatMap(\.sites), by: [.day], measures: [])
        return Set(try store.sums(query).map { $0.values[0] })
    }
}
