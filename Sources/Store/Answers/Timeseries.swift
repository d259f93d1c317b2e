import Registry

/// One row a step of time and endpoint.
struct Timeseries {
    static let columns: [Answer.Column] = [
        .init("time", .time), .init("role", .text), .init("endpoint", .text), .init("requests"), .init("pulls"),
        .init("bytes", .bytes), .init("redirected"), .init("followed"),
        .init("direct"), .init("unknown"), .init("clients"),
    ]

    private struct Sums {
        var requests: Int64 = 0
        var pulls: Int64 = 0
        var bytes: Int64 = 0
        var redirected: Int64 = 0
        var ways = Ways()
    }

    private let scope: Scope
    private let store: any Store
    private let repository: String?
    private let step: Query.Step

    init(_ scope: Scope, _ store: any Store, _ query: Query) {
        self.scope = scope
        self.store = store
        repository = query.storedRepository
        step = query.step ?? .day
    }

    /// Within a day, only referers tell who followed: the rest is settled by the day.
    func rows() throws -> [[Answer.Cell]] {
        if repository != nil, step == .hour {
            throw QueryError("timeseries of one repository goes by day or week: hours are kept of endpoints alone.")
        }
        let settlement = step == .hour ? nil : try Settlement.of(scope, store, repository: repository)
        let sumsOfParts = try sums()
        // Within hours and weeks, and of one repository, clients are not told apart.
        let knowsClients = step == .day && repository == nil && scope.clients.form.mode != .none
        let clients = knowsClients ? try DailyClients.of(scope, store) : nil
        var rows: [(time: Int64, place: Int, cells: [Answer.Cell])] = []
        for (place, part) in scope.parts.enumerated() {
            let endpoint = part.endpoint
            var sums = sumsOfParts[place]
            for (day, pulls) in settlement?.settledPulls(at: endpoint) ?? [:] {
                sums[Int64(day)]?.ways.settle(pulls)
            }
            for (time, sum) in step == .week ? Self.weekly(sums) : sums {
                let seconds = time * (step == .hour ? 3_600 : 86_400)
                let count = clients.map { $0.counts[time]?[place] ?? 0 }
                rows.append((seconds, place, cells(seconds, sum, endpoint, clients: count)))
            }
        }
        return rows.sorted { ($0.time, $0.place) < ($1.time, $1.place) }.map(\.cells)
    }

    /// Of each endpoint, by hours or days since 1970.
    private func sums() throws(StoreError) -> [[Int64: Sums]] {
        var query = SumQuery(
            repository == nil ? .hours : .images,
            days: scope.days,
            sites: scope.sites,
            by: [step == .hour ? .hour : .day, .site, .operation, .outcome, .via, .reference],
            measures: [.requests, .bytes] + scope.counting.measures
        )
        if let repository {
            query.only[.repository] = try store.repositories().filter { $0.value == repository }.map(\.key)
        }
        let partOfSite = scope.partOfSite
        var sums: [[Int64: Sums]] = scope.parts.map { _ in [:] }
        for row in try store.sums(query) {
            guard let part = partOfSite[row.values[1]] else { continue }
            let pulls = scope.counting.pulls(row, at: scope.parts[part].endpoint.role, in: query)
            var sum = sums[part][row.values[0]] ?? Sums()
            sum.requests += row.requests
            sum.pulls += pulls
            sum.bytes += row.bytes
            sum.ways.add(pulls, via: row.via(in: query))
            if row.outcome(in: query) == .redirected { sum.redirected += row.requests }
            sums[part][row.values[0]] = sum
        }
        return sums
    }

    /// Days folded into weeks, each under its Monday.
    private static func weekly(_ days: [Int64: Sums]) -> [Int64: Sums] {
        var weeks: [Int64: Sums] = [:]
        for (day, sum) in days {
            // Day 0, 1 January 1970, was a Thursday.
            let monday = day - ((day + 3) % 7 + 7) % 7
            weeks[monday, default: Sums()].requests += sum.requests
            weeks[monday, default: Sums()].pulls += sum.pulls
            weeks[monday, default: Sums()].bytes += sum.bytes
            weeks[monday, default: Sums()].redirected += sum.redirected
            weeks[monday, default: Sums()].ways += sum.ways
        }
        return weeks
    }

    private func cells(_ time: Int64, _ sum: Sums, _ endpoint: Endpoint, clients: Int64?) -> [Answer.Cell] {
        let countsPulls = scope.counting.counts(at: endpoint)
        let ways = endpoint.role == .current && countsPulls ? sum.ways : nil
        return [
            .time(time), .text(endpoint.role.rawValue), .text(endpoint.name), Answer.Cell(sum.requests),
            countsPulls ? Answer.Cell(sum.pulls) : .null,
            endpoint.observes.contains(.bytes) ? Answer.Cell(sum.bytes) : .null, Answer.Cell(sum.redirected),
            Answer.Cell(ways?.followed), Answer.Cell(ways?.direct), Answer.Cell(ways?.unknown),
            endpoint.observes.contains(.clients) ? Answer.Cell(clients) : .null,
        ]
    }
}
