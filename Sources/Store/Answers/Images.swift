import Registry

/// One row a repository (and tag) and role.
struct Images {
    private let scope: Scope
    private let store: any Store
    private let query: Query

    static func columns(byTag: Bool) -> [Answer.Column] {
        [.init("repository", .text)] + (byTag ? [.init("tag", .text)] : []) + [
            .init("role", .text), .init("requests"), .init("pulls"), .init("checks"), .init("blobRequests"),
            .init("bytes", .bytes), .init("redirected"), .init("clients"), .init("firstSeen", .time),
            .init("lastSeen", .time),
        ]
    }

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        self.query = query
    }

    private struct Key: Hashable {
        var repository: Int64
        var tag: Int64
        var role: Role
    }

    fileprivate struct Sums {
        var requests: Int64 = 0
        var pulls: Int64?
        var checks: Int64?
        var blobRequests: Int64?
        var bytes: Int64?
        var redirected: Int64 = 0
        var first: Int64 = .max
        var last: Int64 = .min
    }

    /// The rows of one page. How many clients a row has is costly to tell, and told of the page's rows alone.
    func page(_ paging: Paging) throws -> ([[Answer.Cell]], next: String?) {
        let names = try store.repositories()
        let tags = query.byTag ? try store.tags() : [:]
        var sums = Array(try sums(names))
        if let measure = Self.measures[paging.sortColumn] {
            sums = paging.candidates(sums.map { measure($0.value) }).map { sums[$0] }
        }
        let clients = query.byTag ? [:] : try clients(of: Set(sums.map(\.key.repository)))
        let rows: [[Answer.Cell]] = sums.map { key, sum in
            let repository = key.repository == 0 ? "(none)" : names[key.repository] ?? ""
            // A reference that is no tag has none: a digest, a signature, or no reference at all.
            let tag = key.tag == 0 ? "(none)" : tags[key.tag] ?? ""
            return [.text(repository)] + (query.byTag ? [.text(tag)] : []) + [
                .text(key.role.rawValue), Answer.Cell(sum.requests), Answer.Cell(sum.pulls), Answer.Cell(sum.checks),
                Answer.Cell(sum.blobRequests), Answer.Cell(sum.bytes), Answer.Cell(sum.redirected),
                Answer.Cell(clients[key]), .time(sum.first), .time(sum.last),
            ]
        }
        return paging.page(rows)
    }

    /// The columns that rows can be sorted by before they are whole.
    private static let measures: [String: @Sendable (Sums) -> Int64?] = [
        "requests": { $0.requests }, "pulls": { $0.pulls }, "checks": { $0.checks },
        "blobRequests": { $0.blobRequests }, "bytes": { $0.bytes }, "redirected": { $0.redirected },
        "firstSeen": { $0.first }, "lastSeen": { $0.last },
    ]

    private func sums(_ names: [Int64: String]) throws -> [Key: Sums] {
        let endpoints = scope.endpointOfSite
        let facts = SumQuery(
            .images,
            days: scope.days,
            sites: scope.sites,
            by: [.site, .repository, .operation, .outcome, .reference] + (query.byTag ? [.tag] : []),
            only: only(names),
            measures: [.requests, .bytes, .first, .last] + scope.counting.measures
        )
        var sums: [Key: Sums] = [:]
        for row in try store.sums(facts) {
            guard let endpoint = endpoints[row.value(.site, in: facts)] else { continue }
            let key = Key(
                repository: row.value(.repository, in: facts),
                tag: row.value(.tag, in: facts),
                role: endpoint.role
            )
            sums[key, default: Sums()].add(row, at: endpoint, in: facts, scope.counting)
        }
        return sums
    }

    /// Distinct clients over the range, where the store's numbers can tell.
    private func clients(of repositories: Set<Int64>) throws -> [Key: Int64] {
        guard scope.clients.form.joins(scope.days) else { return [:] }
        let endpoints = scope.endpointOfSite
        let facts = SumQuery(
            .pairs,
            days: scope.days,
            sites: scope.sites,
            by: [.client, .site, .repository],
            only: [.repository: repositories.sorted()],
            // Of one repository they are asked for with these measures, and kept so.
            measures: scope.counting.clientMeasures
        )
        var groups: [Key: Int] = [:]
        for repository in repositories {
            for role in Role.allCases { groups[Key(repository: repository, tag: 0, role: role)] = groups.count }
        }
        var distinct = DistinctCount(groups: groups.count)
        // At one site, the rows of a repository are as many clients.
        let lonely = Set(Role.allCases.filter { scope.sites(of: $0).count == 1 })
        var forgotten: Set<Int> = []
        for row in try store.sums(facts) {
            guard let endpoint = endpoints[row.value(.site, in: facts)], endpoint.observes.contains(.clients),
                let group = groups[Key(repository: row.value(.repository, in: facts), tag: 0, role: endpoint.role)]
            else { continue }
            let client = row.value(.client, in: facts)
            if lonely.contains(endpoint.role) {
                distinct.countOne(in: group)
            } else {
                distinct.add(client, to: group)
            }
            if Client(id: UInt64(bitPattern: client)).isForgotten { forgotten.insert(group) }
        }
        return groups.compactMapValues { group in
            guard distinct.counts[group] > 0, !forgotten.contains(group) || scope.days.count == 1 else { return nil }
            return scope.clients.count(distinct.counts[group])
        }
    }

    private func only(_ names: [Int64: String]) -> [Column: [Int64]] {
        guard let wanted = query.storedRepository else { return [:] }
        return [.repository: names.filter { $0.value == wanted }.map(\.key)]
    }
}

extension Images.Sums {
    fileprivate mutating func add(_ row: SumRow, at endpoint: Endpoint, in query: SumQuery, _ counting: PullCounting) {
        let operation = row.operation(in: query)
        requests += row.requests
        if row.outcome(in: query) == .redirected { redirected += row.requests }
        if counting.counts(at: endpoint) {
            pulls = (pulls ?? 0) + counting.pulls(row, at: endpoint.role, in: query)
        }
        if endpoint.role != .backend, endpoint.observes.contains(.manifests) {
            let isCheck =
                operation == .manifestHead && row.reference(in: query) == .tag && row.outcome(in: query) == .served
            checks = (checks ?? 0) + (isCheck ? row.requests : 0)
        }
        if endpoint.observes.contains(.blobs) {
            let isBlob = operation == .blobGet || operation == .blobHead
            blobRequests = (blobRequests ?? 0) + (isBlob ? row.requests : 0)
        }
        if endpoint.observes.contains(.bytes) { bytes = (bytes ?? 0) + row.bytes }
        first = min(first, row.first)
        last = max(last, row.last)
    }
}
