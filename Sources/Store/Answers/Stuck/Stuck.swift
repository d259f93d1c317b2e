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
        let days = try TriedDays(scope, store, newNames).days
        return withoutFew(rows(days)).map { cells($0, $1, names) }
    }

    private func rows(_ days: [TriedDays.Day]) -> [Key: Row] {
        var rows: [Key: Row] = [:]
        for day in days where day.tried.isStuck(knowsBothEnds: day.knowsBothEnds) {
            // Without sessions nobody knows who got something in the end.
            let number = Int32(truncatingIfNeeded: day.day)
            guard !scope.counting.unknownDays.contains(number) else { continue }
            let place = Key(client: scope.clients.shown(day.client), repository: day.tried.asked)
            var row = rows[place] ?? Row()
            row.tries += day.tries
            row.refused += day.tried.refused
            row.lost += day.tries - day.tried.refused
            row.members.insert(day.client)
            row.days.insert(number)
            row.first = min(row.first, day.tried.first)
            row.last = max(row.last, day.tried.last)
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
