import Traffic

extension TrafficTable {
    /// The obvious answer to a query: look at every fact.
    func sums(_ query: SumQuery) -> SumTable {
        var table = SumTable(query)
        for fact in facts(of: query.marginal) {
            guard let site = fact.columns[.site], query.sites.contains(site),
                let day = fact.columns[.day],
                query.days.contains(Int32(day)),
                query.only.allSatisfy({ column, values in fact.columns[column].map(values.contains) ?? false })
            else { continue }
            table.add(query.by.map { fact.columns[$0] ?? 0 } + query.measures.map { fact.sum[$0] })
        }
        return table
    }

    /// Whether something was taken back that had never been counted.
    var hasNegativeCounts: Bool {
        hours.values.contains { $0.requests < 0 } || images.values.contains { $0.volume.requests < 0 }
            || clients.values.contains { $0.seen.volume.requests < 0 }
            || pairs.values.contains { $0.seen.volume.requests < 0 }
    }

    private struct Fact {
        var columns: [Column: Int64]
        var sum: SumRow
    }

    private func facts(of marginal: Marginal) -> [Fact] {
        switch marginal {
        case .hours:
            zip(hours.keys, hours.values).map { key, value in
                let hour = Int64(key.hour)
                let own: [Column: Int64] = [.hour: hour, .day: (hour - (hour % 24 + 24) % 24) / 24]
                return Fact(columns: own.merging(key.kind.columns(site: key.site)) { $1 }, sum: sum(value))
            }
        case .images:
            zip(images.keys, images.values).map { key, value in
                let own: [Column: Int64] = [
                    .day: Int64(key.day), .repository: Int64(key.repository), .tag: Int64(key.tag),
                ]
                return Fact(columns: own.merging(key.kind.columns(site: key.site)) { $1 }, sum: sum(value))
            }
        case .clients:
            zip(clients.keys, clients.values).map { key, value in
                Fact(
                    columns: [
                        .day: Int64(key.day), .site: Int64(key.site), .agent: Int64(key.agent),
                        .client: Int64(bitPattern: key.client),
                    ],
                    sum: sum(value)
                )
            }
        case .pairs:
            zip(pairs.keys, pairs.values).map { key, value in
                Fact(
                    columns: [
                        .day: Int64(key.day), .site: Int64(key.site), .repository: Int64(key.repository),
                        .client: Int64(bitPattern: key.client),
                    ],
                    sum: sum(value)
                )
            }
        case .handoffs:
            zip(handoffs.keys, handoffs.values).map { key, value in
                Fact(
                    columns: [
                        .day: Int64(key.day), .site: Int64(key.site), .repository: Int64(key.repository),
                        .client: Int64(bitPattern: key.client), .operation: Int64(key.operation),
                    ],
                    sum: sum(value)
                )
            }
        }
    }
}

extension RequestKind {
    fileprivate func columns(site: UInt32) -> [Column: Int64] {
        [
            .site: Int64(site), .operation: Int64(operation), .outcome: Int64(outcome), .via: Int64(via),
            .reference: Int64(reference),
        ]
    }
}

private func sum(_ value: Volume) -> SumRow {
    var row = SumRow()
    row.requests = value.requests
    row.bytes = value.bytes
    row.sessions = value.sessions
    row.complete = value.complete
    return row
}

private func sum(_ value: SeenVolume) -> SumRow {
    var row = sum(value.volume)
    row.first = value.first
    row.last = value.last
    return row
}

private func sum(_ value: Activity) -> SumRow {
    var row = sum(value.seen)
    row.served = value.served
    row.passedOn = value.passedOn
    row.redirected = value.redirected
    row.refused = value.refused
    return row
}

private func sum(_ value: Handoff) -> SumRow {
    var row = SumRow()
    row.redirected = value.redirected
    row.followed = value.followed
    row.unknown = value.unknown
    row.unknownPulls = value.unknownPulls
    row.unknownSessions = value.unknownSessions
    row.unknownComplete = value.unknownComplete
    return row
}
