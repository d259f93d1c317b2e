import Registry

/// One row a step of time and endpoint.
struct Timeseries {
    static let columns: [Answer.Column] = [
        .init("time", .time), .init("role", .text), .init("endpoint", .text), .init("requests"), .init("pulls"),
        .init("bytes", .bytes), .init("redirected"), .init("followed"),
    ]

    private struct Sums {
        var requests: Int64 = 0
        var pulls: Int64 = 0
        var bytes: Int64 = 0
        var redirected: Int64 = 0
        var ways = Ways()
    }

    /// - Parameter step: within a day, only referers tell who followed: the rest is settled by the day.
    static func rows(_ scope: Scope, _ store: any Store, step: Query.Step) throws(StoreError) -> [[Answer.Cell]] {
        let column: Column = step == .hour ? .hour : .day
        let settlement = step == .hour ? nil : try Settlement(scope, store)
        var rows: [(time: Int64, place: Int, cells: [Answer.Cell])] = []
        for (place, part) in scope.parts.enumerated() {
            let endpoint = part.endpoint
            let query = SumQuery(
                .hours,
                days: scope.days,
                sites: part.sites,
                by: [column, .operation, .outcome, .via, .reference]
            )
            var sums: [Int64: Sums] = [:]
            for row in try store.sums(query) {
                let time = row.value(column, in: query)
                let pulls = row.pulls(at: endpoint.role, in: query)
                sums[time, default: Sums()].requests += row.requests
                sums[time, default: Sums()].pulls += pulls
                sums[time, default: Sums()].bytes += row.bytes
                sums[time, default: Sums()].ways.add(pulls, via: row.via(in: query))
                if row.outcome(in: query) == .redirected { sums[time, default: Sums()].redirected += row.requests }
            }
            for (day, pulls) in settlement?.settledPulls(at: endpoint) ?? [:] {
                sums[Int64(day)]?.ways.settle(pulls)
            }
            for (time, sum) in step == .week ? weekly(sums) : sums {
                let seconds = time * (step == .hour ? 3_600 : 86_400)
                rows.append((seconds, place, cells(seconds, sum, endpoint)))
            }
        }
        return rows.sorted { ($0.time, $0.place) < ($1.time, $1.place) }.map(\.cells)
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

    private static func cells(_ time: Int64, _ sum: Sums, _ endpoint: Endpoint) -> [Answer.Cell] {
        [
            .time(time), .text(endpoint.role.rawValue), .text(endpoint.name), Answer.Cell(sum.requests),
            endpoint.countsPulls ? Answer.Cell(sum.pulls) : .null,
            endpoint.observes.contains(.bytes) ? Answer.Cell(sum.bytes) : .null, Answer.Cell(sum.redirected),
            endpoint.role == .current && endpoint.countsPulls ? Answer.Cell(sum.ways.followed) : .null,
        ]
    }
}
