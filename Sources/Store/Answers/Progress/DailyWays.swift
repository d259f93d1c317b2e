import Registry

/// What came to the old and the new endpoints on each day, by the way it came. A day without logs is not in it.
struct DailyWays {
    struct Sums {
        /// Pulls at the current endpoints, settled where both ends have logs.
        var ways = Ways()
        /// Pulls served by legacy.
        var served: Int64 = 0
        /// Bytes of blobs at the current endpoints, and of those served by legacy.
        var blobWays = Ways()
        var servedBlobBytes: Int64 = 0
        /// All body bytes that legacy sent.
        var legacyBytes: Int64 = 0
        var hasCurrent = false
        var hasLegacy = false

        static func += (left: inout Sums, right: Sums) {
            left.ways += right.ways
            left.served += right.served
            left.blobWays += right.blobWays
            left.servedBlobBytes += right.servedBlobBytes
            left.legacyBytes += right.legacyBytes
            left.hasCurrent = left.hasCurrent || right.hasCurrent
            left.hasLegacy = left.hasLegacy || right.hasLegacy
        }
    }

    /// By days since 1970, UTC.
    private(set) var days: [Int32: Sums] = [:]
    let settlement: Settlement
    /// What shares are of; nil: the logs know neither manifests nor blobs on both sides, or not all days know the pulls.
    let basis: Progress.Basis?
    /// Whether pulls can be counted at the endpoints of a role that there are logs of.
    let countsPulls: [Role: Bool]

    init(_ scope: Scope, _ store: any Store) throws(StoreError) {
        let logged = scope.allParts.filter { $0.endpoint.role != .backend && !$0.sites.isEmpty }
        let observed = logged.reduce(Observes.everything) { $0.intersection($1.endpoint.observes) }
        if observed.contains(.manifests) {
            basis = scope.counting.isKnown ? .pulls : nil
        } else {
            basis = observed.isSuperset(of: [.blobs, .bytes]) ? .blobBytes : nil
        }
        var countsPulls: [Role: Bool] = [:]
        for part in logged where scope.counting.counts(at: part.endpoint) { countsPulls[part.endpoint.role] = true }
        self.countsPulls = countsPulls

        let query = SumQuery(
            .hours,
            days: scope.days,
            sites: scope.sites,
            by: [.day, .site, .operation, .outcome, .via, .reference],
            measures: [.requests, .bytes] + scope.counting.measures
        )
        let partOfSite = scope.partOfSite
        var daysOf: [Int: [Int32: Sums]] = [:]
        for row in try store.sums(query) {
            guard let part = partOfSite[row.values[1]] else { continue }
            let endpoint = scope.parts[part].endpoint
            guard endpoint.role != .backend else { continue }
            let day = Int32(truncatingIfNeeded: row.values[0])
            daysOf[part, default: [:]][day, default: Sums()].add(row, at: endpoint, in: query, scope.counting)
        }
        settlement = try Settlement.of(scope, store)
        for (part, sums) in daysOf {
            let settled = settlement.settledPulls(at: scope.parts[part].endpoint)
            for (day, sum) in sums {
                var sum = sum
                sum.ways.settle(settled[day] ?? 0)
                days[day, default: Sums()] += sum
            }
        }
    }

    /// Whether there is any log of a role.
    func hasLogs(of role: Role) -> Bool {
        days.values.contains { role == .legacy ? $0.hasLegacy : $0.hasCurrent }
    }

    /// Nobody knows who came to the new endpoint without its logs.
    func progress(_ sums: Sums) -> Progress? {
        guard sums.hasCurrent else { return nil }
        return switch basis {
        case .pulls: sums.ways.progress(servedByLegacy: sums.served, basis: .pulls)
        case .blobBytes: sums.blobWays.progress(servedByLegacy: sums.servedBlobBytes, basis: .blobBytes)
        case nil: nil
        }
    }
}

extension DailyWays.Sums {
    fileprivate mutating func add(_ row: SumRow, at endpoint: Endpoint, in query: SumQuery, _ counting: PullCounting) {
        let pulls = counting.pulls(row, at: endpoint.role, in: query)
        let isBlob = row.operation(in: query) == .blobGet
        if endpoint.role == .legacy {
            hasLegacy = true
            served += pulls
            legacyBytes += row.bytes
            if isBlob { servedBlobBytes += row.bytes }
        } else {
            hasCurrent = true
            ways.add(pulls, via: row.via(in: query))
            if isBlob { blobWays.add(row.bytes, via: row.via(in: query)) }
        }
    }
}
