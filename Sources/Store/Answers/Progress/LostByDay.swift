import Registry

/// Redirects of all legacy endpoints that nobody followed, by days since 1970, UTC. A day without the logs of both ends
/// is not in it.
struct LostByDay: Summable {
    private(set) var counts: [Int32: Int64] = [:]

    /// A settlement is one of days, and tells only their sum: so each day is settled by itself, once.
    static func of(_ scope: Scope, _ store: any Store) throws(StoreError) -> LostByDay {
        func sites(_ role: Role) -> [[Int64]] { scope.allParts.filter { $0.endpoint.role == role }.map(\.sites) }
        let key = BlockKey.lostByDay(
            legacy: sites(.legacy),
            current: sites(.current),
            renames: scope.migration.renames
        )
        return try store.remembered(key, over: scope.days) { days throws(StoreError) in
            var lost = LostByDay()
            let query = SumQuery(.hours, days: days, sites: sites(.legacy).flatMap(\.self), by: [.day], measures: [])
            for row in try store.sums(query) {
                let day = Int32(truncatingIfNeeded: row.values[0])
                let settlement = try Settlement.of(scope.over(day...day), store)
                for part in scope.allParts where part.endpoint.role == .legacy {
                    if let count = settlement.lost(at: part.endpoint) { lost.counts[day, default: 0] += count }
                }
            }
            return lost
        }
    }

    mutating func merge(_ other: LostByDay) { counts.merge(other.counts, uniquingKeysWith: +) }

    func pack() {}

    var size: Int { 100 + counts.count * 24 }
}
