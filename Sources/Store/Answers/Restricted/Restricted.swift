import Registry

/// Networks that get manifests from the new endpoint and never a blob from where it sends them: one row a /24 or /48.
///
/// A firewall that lets the registry's host pass and not those of its buckets and CDNs looks so.
struct Restricted {
    static let columns: [Answer.Column] = [
        .init("client", .text), .init("network", .text), .init("pulls"), .init("askedForBlobs"), .init("clients"),
        .init("firstSeen", .time), .init("lastSeen", .time),
    ]
    /// Days that are looked at unless a range is given.
    static let usualDays: Int32 = 28
    /// Pulls with a blob that must have come to nothing: one may have been given up.
    private static let fewest: Int64 = 3

    private let scope: Scope
    private let store: any Store
    /// The current endpoints that redirect blobs.
    private let fronts: [Scope.Part]
    private let backends: [Scope.Part]

    init(_ scope: Scope, _ store: any Store) throws {
        guard scope.clients.form.keepsAddresses, scope.clients.mode <= .prefix else {
            throw QueryError(
                "Restricted networks are told by addresses (/24, /48), which this store does not keep or show (privacy). "
                    + "Ask for images or tools."
            )
        }
        self.scope = scope
        self.store = store
        fronts = try scope.blobRedirectors(store)
        backends = scope.allParts.filter { $0.endpoint.role == .backend && !$0.sites.isEmpty }
    }

    private struct Group {
        var pulls: Int64 = 0
        var asked: Int64 = 0
        var fetched: Int64 = 0
        var members: Set<Int64> = []
        var first: Int64 = .max
        var last: Int64 = .min

        mutating func add(_ group: Group) {
            pulls += group.pulls
            asked += group.asked
            members.formUnion(group.members)
            first = min(first, group.first)
            last = max(last, group.last)
        }
    }

    /// What must be said beside the rows.
    var notes: [String] {
        let silent = scope.allParts.filter { $0.endpoint.role == .backend && $0.sites.isEmpty }.map(\.endpoint.name)
        if backends.isEmpty || fronts.isEmpty {
            return ["It takes logs of a new endpoint that redirects blobs, and of the backends where it sends them."]
        }
        guard !silent.isEmpty else { return [] }
        return [
            "Who gets blobs from these looks restricted, since they have no logs: \(silent.joined(separator: ", "))."
        ]
    }

    func rows() throws(StoreError) -> [[Answer.Cell]] {
        guard !backends.isEmpty, !fronts.isEmpty, scope.counting.isKnown else { return [] }
        var groups: [Int64: Group] = [:]
        for row in try store.sums(query(fronts, [.sessions, .complete, .first, .last])) {
            let network = UsedDays.network(of: row.values[0])
            guard !Client(id: UInt64(bitPattern: network)).isNobody else { continue }
            var group = groups[network] ?? Group()
            group.pulls += row.sessions
            group.asked += row.complete
            group.members.insert(row.values[0])
            group.first = min(group.first, row.first)
            group.last = max(group.last, row.last)
            groups[network] = group
        }
        for row in try store.sums(query(backends, [.requests])) {
            groups[UsedDays.network(of: row.values[0])]?.fetched += row.requests
        }
        var few: Group?
        var rows: [[Answer.Cell]] = []
        for (network, group) in groups where group.fetched == 0 && group.asked >= Self.fewest {
            if group.members.count >= scope.clients.minimumGroup {
                rows.append(cells(network, group))
            } else {
                few = few ?? Group()
                few?.add(group)
            }
        }
        return rows + (few.map { [cells(nil, $0)] } ?? [])
    }

    private func query(_ parts: [Scope.Part], _ measures: [SumMeasure]) -> SumQuery {
        SumQuery(.clients, days: scope.days, sites: parts.flatMap(\.sites), by: [.client], measures: measures)
    }

    private func cells(_ network: Int64?, _ group: Group) -> [Answer.Cell] {
        let name = network.map { Client(id: UInt64(bitPattern: $0)).description(as: .prefix) }
        let numbers = Set(
            group.members.compactMap { scope.networks?.table.number(of: Client(id: UInt64(bitPattern: $0))) }
        )
        let cloud = numbers.count == 1 ? numbers.first.flatMap { scope.networks?.table.name($0) } : nil
        return [
            .text(name ?? "(fewer than \(scope.clients.minimumGroup) clients)"),
            Answer.Cell(text: network == nil ? nil : cloud), Answer.Cell(group.pulls), Answer.Cell(group.asked),
            Answer.Cell(scope.clients.count(Int64(group.members.count))), .time(group.first), .time(group.last),
        ]
    }
}

extension Scope {
    /// The current endpoints that redirect more blobs than they serve.
    fileprivate func blobRedirectors(_ store: any Store) throws(StoreError) -> [Part] {
        let parts = allParts.filter { $0.endpoint.role == .current && !$0.sites.isEmpty }
        let facts = SumQuery(
            .hours,
            days: days,
            sites: parts.flatMap(\.sites),
            by: [.site, .outcome],
            only: [.operation: [Int64(Operation.blobGet.rawValue)]],
            measures: [.requests]
        )
        var redirected: [Int64: Int64] = [:]
        for row in try store.sums(facts) {
            switch row.outcome(in: facts) {
            case .redirected: redirected[row.values[0], default: 0] += row.requests
            case .served: redirected[row.values[0], default: 0] -= row.requests
            default: break
            }
        }
        return parts.filter { part in part.sites.reduce(0) { $0 + (redirected[$1] ?? 0) } > 0 }
    }
}
