import Registry

/// What the logs of both ends settle together: which of the requests that came by an unknown way followed a redirect,
/// and which redirects nobody followed.
///
/// Per client, repository, operation and day: of the unknown at `current`, as many as `legacy` redirected and no
/// referer showed are followed; what `legacy` redirected beyond all followed is lost. Sums, so that they merge in any
/// order; each redirect settles one request, at the first endpoint of the configuration that has one. A day without
/// the logs of one end settles nothing.
struct Settlement {
    /// By the name of the current endpoint, then by day.
    private var settledPulls: [String: [Int32: Int64]] = [:]
    /// By the name of the legacy endpoint; nil where no day has the logs of both ends.
    private var lost: [String: Int64]?

    private struct Key: Hashable {
        var day: Int64
        var client: Int64
        /// Of the new name.
        var repository: Int64
        var operation: Int64

        init(_ row: SumRow, in query: SumQuery, repository: Int64) {
            day = row.value(.day, in: query)
            client = row.value(.client, in: query)
            operation = row.value(.operation, in: query)
            self.repository = repository
        }
    }

    init(_ scope: Scope, _ store: any Store) throws(StoreError) {
        let legacy = scope.allParts.filter { $0.endpoint.role == .legacy }
        let current = scope.allParts.filter { $0.endpoint.role == .current }
        let bothEnds = try Self.days(legacy, scope, store).intersection(Self.days(current, scope, store))
        guard !bothEnds.isEmpty else { return }
        func handoffs(_ part: Scope.Part, newNames: [Int64: Int64] = [:]) throws(StoreError) -> [(Key, SumRow)] {
            let by: [Column] = [.day, .client, .repository, .operation]
            let query = SumQuery(.handoffs, days: scope.days, sites: part.sites, by: by)
            return try store.sums(query).filter { bothEnds.contains($0.value(.day, in: query)) }.map { row in
                let repository = row.value(.repository, in: query)
                return (Key(row, in: query, repository: newNames[repository] ?? repository), row)
            }
        }

        let newNames = scope.migration.newNames(of: try store.repositories())
        var given: [(endpoint: String, rows: [(Key, SumRow)])] = []
        for part in legacy { given.append((part.endpoint.name, try handoffs(part, newNames: newNames))) }
        var arrived: [(endpoint: String, rows: [(Key, SumRow)])] = []
        for part in current { arrived.append((part.endpoint.name, try handoffs(part))) }

        var open: [Key: Int64] = [:]
        for (_, rows) in given {
            for (key, row) in rows { open[key, default: 0] += row.redirected }
        }
        for (_, rows) in arrived {
            for (key, row) in rows { open[key]? -= row.followed }
        }
        open = open.filter { $0.value > 0 }
        for (endpoint, rows) in arrived {
            for (key, row) in rows {
                guard let left = open[key] else { continue }
                let settled = min(row.unknown, left)
                open[key] = left - settled
                let pulls = min(row.unknownPulls, settled)
                if pulls > 0 { settledPulls[endpoint, default: [:]][Int32(key.day), default: 0] += pulls }
            }
        }
        var lost: [String: Int64] = [:]
        for (endpoint, rows) in given {
            for (key, row) in rows {
                guard let left = open[key] else { continue }
                let own = min(row.redirected, left)
                open[key] = left - own
                lost[endpoint, default: 0] += own
            }
        }
        self.lost = lost
    }

    /// Pulls at a current endpoint that came by an unknown way and turn out to have followed a redirect, by day.
    func settledPulls(at endpoint: Endpoint) -> [Int32: Int64] { settledPulls[endpoint.name] ?? [:] }

    /// Redirects of a legacy endpoint that nobody followed; nil where no day has the logs of both ends.
    func lost(at endpoint: Endpoint) -> Int64? { lost.map { $0[endpoint.name] ?? 0 } }

    private static func days(
        _ parts: [Scope.Part],
        _ scope: Scope,
        _ store: any Store
    ) throws(StoreError) -> Set<Int64> {
        let query = SumQuery(.hours, days: scope.days, sites: parts.flatMap(\.sites), by: [.day])
        return Set(try store.sums(query).map { $0.value(.day, in: query) })
    }
}

extension Migration {
    /// The numbers of the repositories' new names, for those that have another one. A new name that nobody ever asked
    /// for has no number; the old one's number below zero stands for it.
    fileprivate func newNames(of repositories: [Int64: String]) -> [Int64: Int64] {
        guard !renames.isEmpty else { return [:] }
        var numbers: [String: Int64] = [:]
        for (number, name) in repositories { numbers[name] = number }
        var result: [Int64: Int64] = [:]
        for (number, name) in repositories {
            // One that is gone keeps its name.
            guard case .to(let newName) = renamed(name) else { continue }
            result[number] = numbers[newName] ?? -number
        }
        return result
    }
}
