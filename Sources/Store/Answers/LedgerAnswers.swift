/// What was read: one row a source, or a source and reason.
enum LedgerAnswers {
    static let sourceColumns: [Answer.Column] = [
        .init("name", .text), .init("format", .text), .init("identity", .text), .init("status", .text),
        .init("lines"), .init("counted"), .init("unrelated"), .init("rejected"), .init("skipped"),
        .init("bytesRead", .bytes), .init("firstTime", .time), .init("lastTime", .time), .init("ingestedAt", .time),
        .init("error", .text),
    ]

    static let rejectColumns: [Answer.Column] = [
        .init("source", .text), .init("reason", .text), .init("count"), .init("samples", .text),
    ]

    /// With whether each source came late.
    static func sources(_ store: any Store) throws(StoreError) -> (columns: [Answer.Column], rows: [[Answer.Cell]]) {
        let ledger = try store.ledger()
        let late = LateSources(ledger)
        return (
            sourceColumns + [.init("late", .flag)],
            ledger.map { $0.cells + [$0.times == nil ? .null : .flag(late.contains($0))] }
        )
    }

    static func rejects(_ store: any Store) throws(StoreError) -> [[Answer.Cell]] {
        try store.rejects().map { source, reject in
            [.text(source), .text(reject.reason), .integer(reject.count), .samples(reject.samples)]
        }
    }
}

extension LedgerRow {
    /// The columns of an answer about sources.
    package static var columns: [Answer.Column] { LedgerAnswers.sourceColumns }

    /// The row as answers show it.
    package var cells: [Answer.Cell] {
        let known = status != .failed
        return [
            .text(name), format.isEmpty ? .null : .text(format), Answer.Cell(text: identity?.text),
            .text(status.rawValue),
            known ? Answer.Cell(lines.total) : .null, known ? Answer.Cell(lines.counted) : .null,
            known ? Answer.Cell(lines.unrelated) : .null, known ? Answer.Cell(lines.rejected) : .null,
            known ? Answer.Cell(lines.skipped) : .null, known ? Answer.Cell(bytesRead) : .null,
            Answer.Cell(time: times?.lowerBound), Answer.Cell(time: times?.upperBound),
            ingestedAt > 0 ? .time(ingestedAt) : .null, Answer.Cell(text: error),
        ]
    }
}
