import Registry
package import Store

extension Generator {
    /// A day, counted from 1, as an ingest of its log would hand it to a store. No line is written for it.
    ///
    /// - Parameter readAt: when the log is said to have been read, in seconds since 1970, UTC.
    package func source(day: Int, readAt: Int64) -> CountedSource {
        let date = scenario.date(day)
        let requests = simulate(day: day).requests
        var counter = RequestCounter(migration: .kubernetes, vantage: .front, context: context(of: date))
        counter.count(requests)

        let name = scenario.shape.fileName(host: nil, day: date) + ".gz"
        let length = Int64(requests.count) * Self.bytesPerLine
        var row = LedgerRow(name: name, status: .ingested)
        row.format = scenario.shape.rawValue
        row.identity = Identity(
            length: length,
            high: Draw.hash(scenario.seed, UInt64(day), 1),
            low: Draw.hash(scenario.seed, UInt64(day), 2)
        )
        row.lines.total = Int64(requests.count)
        row.lines.unrelated = counter.unrelated
        row.lines.skipped = counter.skipped
        row.lines.counted = row.lines.total - counter.unrelated - counter.skipped
        row.bytesRead = length / 8
        let midnight = Int64(date.number) * 86_400
        if let first = requests.map(\.time).min(), let last = requests.map(\.time).max() {
            row.times = midnight + Int64(first / 1000)...midnight + Int64(last / 1000)
        }
        row.ingestedAt = readAt
        return CountedSource(
            row: row,
            family: logFamily(of: name),
            canGrow: false,
            mark: nil,
            settings: "generated",
            openLine: length,
            table: counter.table,
            rejects: []
        )
    }

    /// Saves all days in a store, a commit each.
    ///
    /// - Parameter finished: sees each day's row.
    package func fill(
        _ store: any Store,
        readAt: Int64,
        finished: (LedgerRow) -> Void = { _ in }
    ) throws(StoreError) {
        try store.setText(.clientForm, ClientForm(mode: .exact, rotation: .never).text)
        for day in 1...max(scenario.days, 1) {
            for row in try store.commit([source(day: day, readAt: readAt)]) { finished(row) }
        }
    }

    /// About what a line has; there are none to measure.
    private static let bytesPerLine: Int64 = 240
}
