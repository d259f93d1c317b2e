import Registry

/// Tags that clients ask of the old endpoint in vain, and that exist at the new one: one row an old repository and tag.
///
/// Which clients asked for a tag is not kept.
struct UnmetDemand {
    static let columns: [Answer.Column] = [
        .init("repository", .text), .init("newName", .text), .init("tag", .text), .init("asked"),
        .init("servedAtCurrent"), .init("firstSeen", .time), .init("lastSeen", .time),
    ]
    /// Days that are looked at unless a range is given.
    static let usualDays: Int32 = 7

    private let scope: Scope
    private let store: any Store
    private let query: Query

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        self.query = query
    }

    private struct Key: Hashable {
        var repository: Int64
        var tag: Int64
    }

    /// Requests for one tag's manifest at one end.
    private struct Demand {
        /// Answered by 404.
        var missing: Int64 = 0
        /// Served, redirected, or said to be unchanged.
        var met: Int64 = 0
        /// When it was missing, in seconds since 1970, UTC.
        var first: Int64 = .max
        var last: Int64 = .min

        mutating func addMissing(_ row: SumRow) {
            missing += row.requests
            first = min(first, row.first)
            last = max(last, row.last)
        }
    }

    func rows() throws(StoreError) -> [[Answer.Cell]] {
        let names = try store.repositories()
        let tags = try store.tags()
        let newNames = NewNames(names, scope.migration.renames)
        let current = try demand(.current)
        return try demand(.legacy).compactMap { key, demand in
            let name = names[key.repository] ?? ""
            guard demand.missing > 0, demand.met == 0, query.repository == nil || name == query.repository,
                let newName = scope.migration.newName(of: name)
            else { return nil }
            let place = Key(repository: newNames.number(for: key.repository), tag: key.tag)
            guard let served = current[place]?.met, served > 0 else { return nil }
            return [
                .text(name), .text(newName), .text(tags[key.tag] ?? ""), Answer.Cell(demand.missing),
                Answer.Cell(served), .time(demand.first), .time(demand.last),
            ]
        }
    }

    private func demand(_ role: Role) throws(StoreError) -> [Key: Demand] {
        let facts = SumQuery(
            .images,
            days: scope.days,
            sites: scope.sites(of: role),
            by: [.repository, .tag, .operation, .outcome],
            measures: [.requests, .first, .last]
        )
        var demand: [Key: Demand] = [:]
        for row in try store.sums(facts) where row.values[1] != 0 {
            let operation = row.operation(in: facts)
            guard operation == .manifestGet || operation == .manifestHead else { continue }
            let key = Key(repository: row.values[0], tag: row.values[1])
            switch row.outcome(in: facts) {
            case .missing:
                demand[key, default: Demand()].addMissing(row)
            case .served, .redirected, .notModified: demand[key, default: Demand()].met += row.requests
            default: break
            }
        }
        return demand
    }
}
