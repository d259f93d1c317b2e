import Traffic

/// How much memory the counting of one source may take, and where goes what does not fit.
struct TableMemory: Sendable {
    /// Bytes that the table may take up.
    let share: Int
    /// Where temporary files are made.
    let folder: String

    /// - Parameters:
    ///   - limit: bytes that all tables may take up.
    ///   - workers: sources that are counted at a time. One more share is for what is being written meanwhile.
    init(limit: Int, workers: Int, folder: String) {
        share = limit / (workers + 1)
        self.folder = folder
    }

    /// For those who count little.
    static let unlimited = TableMemory(limit: .max, workers: 1, folder: "")

    /// Bytes of tables that are worth a transaction.
    var ofGroup: Int { min(192 << 20, share / 2) }

    /// Bytes that each kind of what the classifier remembers may take up.
    var ofClassifier: Int { min(1 << 26, share / 8) }
}

/// What was counted of a source.
struct CountedFacts {
    var table: TrafficTable
    var parts: [SpilledFacts]
}
