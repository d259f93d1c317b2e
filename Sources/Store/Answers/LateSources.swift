/// Which sources came late: a day or more after one of later times had been read, so that they changed days that had been
/// told of. What was counted anew came late too.
struct LateSources {
    /// By when they were read: the latest time in a source that was read then or before. Both grow.
    private var known: [(readAt: Int64, latest: Int64)] = []

    /// Seconds.
    static let patience: Int64 = 86_400

    init(_ ledger: [LedgerRow]) {
        for row in ledger.sorted(by: { $0.ingestedAt < $1.ingestedAt }) {
            guard let times = row.times else { continue }
            known.append((row.ingestedAt, max(times.upperBound, known.last?.latest ?? .min)))
        }
    }

    func contains(_ row: LedgerRow) -> Bool {
        guard let times = row.times else { return false }
        var (low, high) = (0, known.count)
        while low < high {
            let middle = (low + high) / 2
            if known[middle].readAt <= row.ingestedAt - Self.patience { low = middle + 1 } else { high = middle }
        }
        return low > 0 && known[low - 1].latest > times.upperBound
    }
}
