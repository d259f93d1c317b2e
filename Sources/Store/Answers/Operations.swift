package import Registry

/// Requests of one endpoint, by what they were and what came of them.
package struct OperationCount: Sendable {
    package var endpoint: Endpoint
    package var operation: Operation
    package var outcome: Outcome
    package var requests: Int64
}

extension Store {
    /// All requests counted, by endpoint, operation and outcome, in the order of the configuration.
    package func operations(_ migration: Migration) throws -> [OperationCount] {
        let scope = try Scope(Query(.summary), self, migration)
        var counts: [OperationCount] = []
        for part in scope.parts {
            let query = SumQuery(.hours, days: scope.days, sites: part.sites, by: [.operation, .outcome])
            let rows = try sums(query).sorted { order($0, query) < order($1, query) }
            for row in rows {
                counts.append(
                    OperationCount(
                        endpoint: part.endpoint,
                        operation: row.operation(in: query),
                        outcome: row.outcome(in: query),
                        requests: row.requests
                    )
                )
            }
        }
        return counts
    }

    private func order(_ row: SumRow, _ query: SumQuery) -> Int {
        Int(row.operation(in: query).rawValue) << 8 | Int(row.outcome(in: query).rawValue)
    }

    /// The newest day that is over: logs of the very newest may still come, unless there is no other.
    package func lastWholeDay() throws(StoreError) -> Day? {
        guard let days = try days() else { return nil }
        // A month is looked at: a store with a longer gap before its newest day is not one that is watched daily.
        let recent = max(days.lowerBound, days.upperBound - 31)...days.upperBound
        let query = SumQuery(.hours, days: recent, sites: try sites().map(\.id), by: [.day])
        let known = try sums(query).map { Int32(truncatingIfNeeded: $0.value(.day, in: query)) }.sorted()
        return (known.dropLast().last ?? known.last).map(Day.init(number:))
    }
}
