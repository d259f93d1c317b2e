import Registry

/// Clients that can't pull an image because of the move, and try again and again: one row a client and repository.
///
/// Tries are known by client, repository and day, not by tag: a client that pulls one tag and is stuck at another one of
/// the same repository is not found.
struct Stuck {
    static let columns: [Answer.Column] = [
        .init("client", .text), .init("repository", .text), .init("newName", .text), .init("tries"), .init("refused"),
        .init("lost"), .init("clients"), .init("days"), .init("firstSeen", .time), .init("lastSeen", .time),
    ]
    /// Days that are looked at unless a range is given.
    static let usualDays: Int32 = 7
    /// Days that can be looked at at once: each client and repository of each day is.
    private static let mostDays = 31

    private let scope: Scope
    private let store: any Store
    private let query: Query

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        self.query = query
    }

    private struct Key: Hashable {
        /// nil: clients of whom too few belong together.
        var client: Int64?
        /// Under the name that was asked for.
        var repository: Int64
    }

    fileprivate struct Row {
        var tries: Int64 = 0
        var refused: Int64 = 0
        var lost: Int64 = 0
        var members: Set<Int64> = []
        var days: Set<Int32> = []
        var first: Int64 = .max
        var last: Int64 = .min
    }

    func rows() throws -> [[Answer.Cell]] {
        guard scope.clients.mode != .none else {
            throw QueryError(
                "Clients are not kept or not shown (privacy), so that nobody can be seen to be stuck. Ask for images or "
                    + "tools."
            )
        }
        guard scope.days.count <= Self.mostDays else {
            throw QueryError("stuck looks at \(Self.mostDays) days at most. Narrow the range with from and to.")
        }
        let names = try store.repositories()
        let newNames = NewNames(names, scope.migration.renames)
        let days = try stuckDays(newNames)
        return withoutFew(rows(days)).map { cells($0, $1, names) }
    }

    /// The days on which somebody is stuck: of each day, client and repository, by its new name.
    private func stuckDays(_ newNames: NewNames) throws(StoreError) -> [[Int64]: (day: StuckDay, knowsBothEnds: Bool)] {
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
        var result: [[Int64]: (StuckDay, Bool)] = [:]
        for (number, day) in found.enumerated() {
            let key = Array(keys.keys[number * 3..<number * 3 + 3])
            // Without sessions nobody knows who got something in the end.
            guard !scope.counting.unknownDays.contains(Int32(truncatingIfNeeded: key[0])) else { continue }
            if day.isStuck(knowsBothEnds: both.contains(key[0])) { result[key] = (day, both.contains(key[0])) }
        }
        return result
    }

    private func rows(_ days: [[Int64]: (day: StuckDay, knowsBothEnds: Bool)]) -> [Key: Row] {
        var rows: [Key: Row] = [:]
        for (key, found) in days {
            let place = Key(client: scope.clients.shown(key[1]), repository: found.day.asked)
            var row = rows[place] ?? Row()
            let tries = found.day.tries(knowsBothEnds: found.knowsBothEnds)
            row.tries += tries
            row.refused += found.day.refused
            row.lost += tries - found.day.refused
            row.members.insert(key[1])
            row.days.insert(Int32(truncatingIfNeeded: key[0]))
            row.first = min(row.first, found.day.first)
            row.last = max(row.last, found.day.last)
            rows[place] = row
        }
        return rows
    }

    /// Puts networks of fewer clients than may be shown together, a row a repository.
    private func withoutFew(_ rows: [Key: Row]) -> [(Key, Row)] {
        guard scope.clients.minimumGroup > 1 else { return Array(rows) }
        var shown: [(Key, Row)] = []
        var few: [Int64: Row] = [:]
        for (key, row) in rows {
            if row.members.count >= scope.clients.minimumGroup {
                shown.append((key, row))
            } else {
                few[key.repository, default: Row()].add(row)
            }
        }
        return shown + few.map { (Key(client: nil, repository: $0.key), $0.value) }
    }

    private func cells(_ key: Key, _ row: Row, _ names: [Int64: String]) -> [Answer.Cell] {
        let asked = names[key.repository] ?? ""
        let newName = scope.migration.newName(of: asked)
        let client = key.client.map(scope.clients.name) ?? "(fewer than \(scope.clients.minimumGroup) clients)"
        let isForgotten = row.members.contains { Client(id: UInt64(bitPattern: $0)).isForgotten }
        return [
            .text(client), .text(asked), Answer.Cell(text: newName), Answer.Cell(row.tries), Answer.Cell(row.refused),
            // Forgotten clients have another number each day.
            Answer.Cell(row.lost), isForgotten ? .null : Answer.Cell(scope.clients.count(Int64(row.members.count))),
            Answer.Cell(row.days.count), .time(row.first), .time(row.last),
        ]
    }
}

extension StuckDay {
    fileprivate mutating func add(_ row: SumRow, at role: Role) {
        if role == .legacy { redirected += row.redirected } else { arrived += row.requests }
        refused += row.refused
        pulls += row.sessions
        if role == .legacy || asked == 0 { asked = row.values[2] }
        first = min(first, row.first)
        last = max(last, row.last)
    }
}

extension Stuck.Row {
    fileprivate mutating func add(_ row: Stuck.Row) {
        tries += row.tries
        refused += row.refused
        lost += row.lost
        members.formUnion(row.members)
        days.formUnion(row.days)
        first = min(first, row.first)
        last = max(last, row.last)
    }
}
