import Registry
import Store

/// The answer first: how far the move has come, in a sentence, and what must be said beside it.
struct Headline: Equatable {
    /// The sentence.
    let sentence: String
    /// What it rests on.
    let standfirst: [String]

    /// What a week's summary says.
    struct Week {
        let days: ClosedRange<Day>
        let progress: Progress?
        /// Whether the store has logs of a role in this week.
        let hasLogs: [Role: Bool]
        let pulls: Int64
        let lost: Int64?
        let legacyClients: Int64?
        let legacyRequests: Int64

        init(_ answer: Answer, days: ClosedRange<Day>) {
            self.days = days
            progress = answer.progress
            var logs: [Role: Bool] = [:]
            for record in answer.records {
                guard let role = record.role else { continue }
                logs[role, default: false] = logs[role, default: false] || (record.count("requests") ?? 0) > 0
            }
            hasLogs = logs
            let legacy = answer.records.filter { $0.role == .legacy }
            pulls = answer.records.compactMap { $0.count("pulls") }.reduce(0, +)
            lost = legacy.map { $0.count("lost") }.known
            legacyClients =
                legacy.count { $0.count("requests") != nil } == 1 ? legacy.map { $0.count("clients") }.known : nil
            legacyRequests = legacy.compactMap { $0.count("requests") }.reduce(0, +)
        }
    }

    /// - Parameters:
    ///   - week: nil in an empty store.
    ///   - before: the same number of days before it; nil where the store begins later.
    ///   - old, new: the endpoints' names.
    init(_ week: Week?, before: Week?, old: String, new: String) {
        guard let week else {
            sentence = "Nothing has been counted yet."
            standfirst = ["Fill the store with: ebb ingest LOG… The numbers stand here as soon as it is done."]
            return
        }
        let days = Day.words(week.days)
        var beside: [String] = []
        if week.hasLogs[.current] != true {
            sentence = "How far the move has come is not known: there are no logs of \(new) from these days."
            if week.hasLogs[.legacy] == true { beside.append(Self.legacy(week, old)) }
            standfirst = beside + ["\(days), UTC."]
            return
        }
        guard let progress = week.progress else {
            sentence =
                week.pulls == 0
                ? "No pulls were counted in these days." : "How far the move has come can’t be told from these logs."
            standfirst = ["\(days), UTC."]
            return
        }
        let basis = progress.basis == .pulls ? "pulls" : "blob bytes"
        let change = before.flatMap { Self.change(from: $0, to: progress) }
        sentence =
            "\(Self.share(progress)) of \(basis) came directly to \(new)\(change.map { ", " + $0 } ?? "")."
        beside.append(
            "\(days), UTC, \(week.days.length == 7 ? "the last week" : Number.count(Int64(week.days.length), "day")) of the range."
        )
        if !Self.isOne(progress) {
            beside.append("Of some pulls the way is not known: the share lies between these two.")
        }
        if progress.basis == .blobBytes {
            beside.append("The share is of blob bytes: the logs of one side know no manifests.")
        }
        if week.hasLogs[.legacy] != true {
            beside.append(
                "There are no logs of \(old) from these days: what it served by itself is not in the share, "
                    + "which is then at most this."
            )
        } else {
            beside.append(Self.legacy(week, old))
        }
        standfirst = beside
    }

    private static func legacy(_ week: Week, _ old: String) -> String {
        guard week.legacyRequests > 0 else { return "Nobody asked \(old)." }
        let clients = week.legacyClients.map { "\(Number.count($0, "client")) sent" } ?? "There came"
        var text = "\(clients) \(Number.count(week.legacyRequests, "request")) to \(old)"
        if let lost = week.lost, lost > 0 { text += "; \(Number.count(lost, "redirect")) of it led nowhere" }
        return text + "."
    }

    /// Whether both ends of the interval read the same.
    private static func isOne(_ progress: Progress) -> Bool {
        Number.share(progress.low) == Number.share(progress.high)
    }

    private static func share(_ progress: Progress) -> String {
        let (low, high) = (Number.share(progress.low), Number.share(progress.high))
        return low == high ? Self.capitalized(low) : "Between \(low) and \(high)"
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// `3.1 points more than a week before`: of the shares as they are printed, so that a reader who subtracts agrees.
    private static func change(from before: Week, to now: Progress) -> String? {
        guard let past = before.progress, past.basis == now.basis else { return nil }
        let when =
            before.days.length == 7
            ? "a week before" : "in the \(Number.count(Int64(before.days.length), "day")) before"
        let least = tenths(now.low) - tenths(past.high)
        let most = tenths(now.high) - tenths(past.low)
        func points(_ tenths: Int) -> String { "\(Number.decimal(Double(abs(tenths)) / 10, places: 1))" }
        switch (least, most) {
        case (0, 0): return "as \(when)"
        case let (least, most) where least == most:
            return "\(points(least)) points \(least > 0 ? "more" : "less") than \(when)"
        case (0..., _): return "\(points(least)) to \(points(most)) points more than \(when)"
        case (_, ...0): return "\(points(most)) to \(points(least)) points less than \(when)"
        default: return "between \(points(least)) points less and \(points(most)) more than \(when)"
        }
    }

    private static func tenths(_ share: Double) -> Int { Int((share * 1000).rounded()) }
}
