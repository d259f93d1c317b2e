import Registry

/// What each client asked of each repository on each day, at both ends of the move.
struct TriedDays {
    struct Day {
        var day: Int64
        var client: Int64
        /// Under its new name.
        var repository: Int64
        var tried: StuckDay
        /// Whether there are logs of both ends of that day.
        var knowsBothEnds: Bool

        /// Tries that came to nothing.
        var tries: Int64 { tried.tries(knowsBothEnds: knowsBothEnds) }
    }

    let days: [Day]

    init(_ scope: Scope, _ store: any Store, _ newNames: NewNames) throws(StoreError) {
        var keys = KeyTable(width: 3)
        var found: [StuckDay] = []
        var daysOf: [Role: Set<Int64>] = [:]
        for role in [Role.legacy, .current] {
            let facts = SumQuery(
                .pairs,
                days: scope.days,
                sites: scope.sites(of: role),
                by: [.day, .client, .repository],
                measures: [.requests, .redirected, .refused, .sessions, .first, .last]
            )
            for row in try store.sums(facts) where row.values[2] != 0 {
                daysOf[role, default: []].insert(row.values[0])
                let repository = role == .legacy ? newNames.number(for: row.values[2]) : row.values[2]
                let number = keys.number(of: [row.values[0], row.values[1], repository])
                if number == found.count { found.append(StuckDay()) }
                found[number].add(row, at: role)
            }
        }
        let both = (daysOf[.legacy] ?? []).intersection(daysOf[.current] ?? [])
        days = found.enumerated().map { number, tried in
            let key = keys.keys[number * 3..<number * 3 + 3].map(\.self)
            return Day(
                day: key[0],
                client: key[1],
                repository: key[2],
                tried: tried,
                knowsBothEnds: both.contains(key[0])
            )
        }
    }
}
