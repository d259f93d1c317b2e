import Registry
import Store

/// The same number of days right before the range, to compare with.
struct PeriodBefore {
    private let summary: Answer
    /// `the 28 days before`
    private let words: String

    /// nil where the store begins later, or has logs of other hours of it than of the range.
    init?(_ desk: Desk, _ days: ClosedRange<Day>, _ now: Completeness) throws {
        let past = (days.lowerBound - days.length)...(days.lowerBound - 1)
        guard let stored = desk.stored, stored.contains(past.lowerBound) else { return nil }
        summary = try desk.ask(desk.query(.summary, past))
        words = days.length == 1 ? "the day before" : "the \(Number.count(Int64(days.length), "day")) before"
        let covered = [now, summary.completeness].map { Double($0.hoursCovered) / Double(max(1, $0.hoursInRange)) }
        guard abs(covered[0] - covered[1]) <= 0.05 else { return nil }
    }

    private func legacy(_ value: (Record) -> Double?) -> Double? {
        let own = summary.records.filter { $0.role == .legacy }.compactMap(value)
        return own.isEmpty ? nil : own.reduce(0, +)
    }

    /// Of the old endpoints.
    var meanDailyClients: Double? { legacy { $0.mean("meanDailyClients") } }
    var bytes: Double? { legacy { $0.count("bytes").map(Double.init) } }
    /// Served by the old endpoints, and redirected to the new ones.
    var pulls: Double? {
        let followed = summary.records.filter { $0.role == .current }.compactMap { $0.count("followed") }
        return legacy { $0.count("pulls").map(Double.init) }.map { $0 + Double(followed.reduce(0, +)) }
    }

    /// `12.3 % fewer than in the 28 days before.`
    func sentence(now: Double?, before: Double?, less: String = "fewer") -> String? {
        guard let now, let before else { return nil }
        guard before > 0 else { return now > 0 ? "None in \(words)." : nil }
        let change = now / before - 1
        guard abs(change) >= 0.0005 else { return "As in \(words)." }
        if change >= 1 { return "\(Number.decimal(now / before, places: 1)) times as in \(words)." }
        let part = Number.share(abs(change))
        return "\(part.prefix(1).uppercased() + part.dropFirst()) \(change < 0 ? less : "more") than in \(words)."
    }
}
