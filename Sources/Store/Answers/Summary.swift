import Registry

/// One row an endpoint, and how far the move has come.
struct Summary {
    private let scope: Scope
    private let store: any Store

    static let columns: [Answer.Column] = [
        .init("role", .text), .init("endpoint", .text), .init("requests"), .init("pulls"), .init("bytes", .bytes),
        .init("clients"), .init("meanDailyClients", .mean), .init("repositories"), .init("direct"), .init("followed"),
        .init("unknown"), .init("lost"),
    ]

    init(_ scope: Scope, _ store: any Store) {
        self.scope = scope
        self.store = store
    }

    /// What an endpoint's requests add up to.
    struct Totals {
        var requests: Int64 = 0
        var bytes: Int64 = 0
        var pulls: Int64 = 0
        var blobBytes: Int64 = 0
        var ways = Ways()
        var blobWays = Ways()
    }

    func answer() throws(StoreError) -> (rows: [[Answer.Cell]], progress: Progress?) {
        let settlement = try Settlement.of(scope, store)
        let totalsOf = try totals(settlement)
        let clients = try ClientCount.all(scope, store)
        let repositories = try repositories()
        var rows: [[Answer.Cell]] = []
        for (place, part) in scope.parts.enumerated() {
            let endpoint = part.endpoint
            guard let totals = totalsOf[endpoint.name] else {
                // No log of this endpoint was ever read: nothing is known, which is not zero.
                let unknown = [Answer.Cell](repeating: .null, count: Self.columns.count - 2)
                rows.append([.text(endpoint.role.rawValue), .text(endpoint.name)] + unknown)
                continue
            }
            let countsPulls = scope.counting.counts(at: endpoint)
            let knowsWays = endpoint.role == .current && countsPulls
            rows.append([
                .text(endpoint.role.rawValue), .text(endpoint.name), Answer.Cell(totals.requests),
                countsPulls ? Answer.Cell(totals.pulls) : .null,
                endpoint.observes.contains(.bytes) ? Answer.Cell(totals.bytes) : .null,
                endpoint.observes.contains(.clients) ? Answer.Cell(clients[place].distinct) : .null,
                endpoint.observes.contains(.clients) ? clients[place].meanDaily.map { .real($0) } ?? .null : .null,
                endpoint.observes.contains(.manifests) ? Answer.Cell(repositories[place]) : .null,
                knowsWays ? Answer.Cell(totals.ways.direct) : .null,
                knowsWays ? Answer.Cell(totals.ways.followed) : .null,
                knowsWays ? Answer.Cell(totals.ways.unknown) : .null,
                endpoint.role == .legacy ? Answer.Cell(settlement.lost(at: endpoint)) : .null,
            ])
        }
        return (rows, progress(totalsOf))
    }

    /// The share of pulls that came directly; of blob bytes, where one side's logs know no manifests.
    func progress(_ totalsOf: [String: Totals]) -> Progress? {
        // Without logs of the new endpoint nobody knows who came there.
        guard !scope.sites(of: .current).isEmpty else { return nil }
        var totals = Totals()
        var servedByLegacy = Totals()
        var observed = Observes.everything
        for part in scope.allParts where part.endpoint.role != .backend {
            guard let own = totalsOf[part.endpoint.name] else { continue }
            observed.formIntersection(part.endpoint.observes)
            if part.endpoint.role == .legacy {
                servedByLegacy.pulls += own.pulls
                servedByLegacy.blobBytes += own.blobBytes
            } else {
                totals.ways += own.ways
                totals.blobWays += own.blobWays
            }
        }
        if observed.contains(.manifests) {
            guard scope.counting.isKnown else { return nil }
            return totals.ways.progress(servedByLegacy: servedByLegacy.pulls, basis: .pulls)
        }
        guard observed.isSuperset(of: [.blobs, .bytes]) else { return nil }
        return totals.blobWays.progress(servedByLegacy: servedByLegacy.blobBytes, basis: .blobBytes)
    }

    /// Of each endpoint that there are logs of, by its name. What the logs of both ends settle is settled.
    func totals(_ settlement: Settlement) throws(StoreError) -> [String: Totals] {
        var totals: [String: Totals] = [:]
        var endpoints: [Int64: Endpoint] = [:]
        for part in scope.allParts where !part.sites.isEmpty {
            totals[part.endpoint.name] = Totals()
            for site in part.sites { endpoints[site] = part.endpoint }
        }
        let query = SumQuery(
            .hours,
            days: scope.days,
            sites: endpoints.keys.sorted(),
            by: [.site, .operation, .outcome, .via, .reference],
            measures: [.requests, .bytes] + scope.counting.measures
        )
        for row in try store.sums(query) {
            guard let endpoint = endpoints[row.values[0]] else { continue }
            totals[endpoint.name]?.add(row, at: endpoint, in: query, scope.counting)
        }
        for part in scope.allParts {
            let settled = settlement.settledPulls(at: part.endpoint).values.reduce(0, +)
            totals[part.endpoint.name]?.ways.settle(settled)
        }
        return totals
    }

    /// How many each endpoint asked for was asked for.
    private func repositories() throws(StoreError) -> [Int64] {
        let query = SumQuery(.images, days: scope.days, sites: scope.sites, by: [.site, .repository], measures: [])
        let partOfSite = scope.partOfSite
        var distinct = DistinctCount(groups: scope.parts.count)
        for row in try store.sums(query) where row.values[1] != 0 {
            if let part = partOfSite[row.values[0]] { distinct.add(row.values[1], to: part) }
        }
        return distinct.counts
    }
}

extension Summary.Totals {
    fileprivate mutating func add(_ row: SumRow, at endpoint: Endpoint, in query: SumQuery, _ counting: PullCounting) {
        requests += row.requests
        bytes += row.bytes
        let pulls = counting.pulls(row, at: endpoint.role, in: query)
        self.pulls += pulls
        ways.add(pulls, via: row.via(in: query))
        guard row.operation(in: query) == .blobGet else { return }
        blobBytes += row.bytes
        blobWays.add(row.bytes, via: row.via(in: query))
    }
}

extension Ways {
    static func += (left: inout Ways, right: Ways) {
        left.direct += right.direct
        left.followed += right.followed
        left.unknown += right.unknown
    }
}
