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

    /// Adds up an endpoint's requests.
    private struct Totals {
        var requests: Int64 = 0
        var bytes: Int64 = 0
        var pulls: Int64 = 0
        var blobBytes: Int64 = 0
        var ways = Ways()
        var blobWays = Ways()
    }

    func answer() throws(StoreError) -> (rows: [[Answer.Cell]], progress: Progress?) {
        let settlement = try Settlement.of(scope, store)
        var totalsOf: [String: Totals] = [:]
        for part in scope.allParts where !part.sites.isEmpty {
            var totals = try totals(of: part)
            totals.ways.settle(settlement.settledPulls(at: part.endpoint).values.reduce(0, +))
            totalsOf[part.endpoint.name] = totals
        }
        var rows: [[Answer.Cell]] = []
        for part in scope.parts {
            let endpoint = part.endpoint
            guard let totals = totalsOf[endpoint.name] else {
                // No log of this endpoint was ever read: nothing is known, which is not zero.
                let unknown = [Answer.Cell](repeating: .null, count: Self.columns.count - 2)
                rows.append([.text(endpoint.role.rawValue), .text(endpoint.name)] + unknown)
                continue
            }
            let clients = try ClientCount(part.sites, scope, store)
            let knowsWays = endpoint.role == .current && endpoint.countsPulls
            rows.append([
                .text(endpoint.role.rawValue), .text(endpoint.name), Answer.Cell(totals.requests),
                endpoint.countsPulls ? Answer.Cell(totals.pulls) : .null,
                endpoint.observes.contains(.bytes) ? Answer.Cell(totals.bytes) : .null,
                Answer.Cell(clients.distinct), clients.meanDaily.map { .real($0) } ?? .null,
                endpoint.observes.contains(.manifests) ? Answer.Cell(try repositories(of: part)) : .null,
                knowsWays ? Answer.Cell(totals.ways.direct) : .null,
                knowsWays ? Answer.Cell(totals.ways.followed) : .null,
                knowsWays ? Answer.Cell(totals.ways.unknown) : .null,
                endpoint.role == .legacy ? Answer.Cell(settlement.lost(at: endpoint)) : .null,
            ])
        }
        return (rows, progress(totalsOf))
    }

    /// The share of pulls that came directly; of blob bytes, where one side's logs know no manifests.
    private func progress(_ totalsOf: [String: Totals]) -> Progress? {
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
            return totals.ways.progress(servedByLegacy: servedByLegacy.pulls, basis: .pulls)
        }
        guard observed.isSuperset(of: [.blobs, .bytes]) else { return nil }
        return totals.blobWays.progress(servedByLegacy: servedByLegacy.blobBytes, basis: .blobBytes)
    }

    private func totals(of part: Scope.Part) throws(StoreError) -> Totals {
        let query = SumQuery(
            .hours,
            days: scope.days,
            sites: part.sites,
            by: [.operation, .outcome, .via, .reference]
        )
        var totals = Totals()
        for row in try store.sums(query) {
            totals.requests += row.requests
            totals.bytes += row.bytes
            let pulls = row.pulls(at: part.endpoint.role, in: query)
            totals.pulls += pulls
            totals.ways.add(pulls, via: row.via(in: query))
            if row.operation(in: query) == .blobGet {
                totals.blobBytes += row.bytes
                totals.blobWays.add(row.bytes, via: row.via(in: query))
            }
        }
        return totals
    }

    private func repositories(of part: Scope.Part) throws(StoreError) -> Int {
        let query = SumQuery(.images, days: scope.days, sites: part.sites, by: [.repository], measures: [])
        return try store.sums(query).count { $0.value(.repository, in: query) != 0 }
    }
}

extension Ways {
    static func += (left: inout Ways, right: Ways) {
        left.direct += right.direct
        left.followed += right.followed
        left.unknown += right.unknown
    }
}
