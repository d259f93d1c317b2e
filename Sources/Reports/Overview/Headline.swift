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
    ///   - forecast: nil: of these days there is none.
    ///   - old, new: the endpoints' names.
    init(_ week: Week?, before: Week?, forecast: ForecastWords? = nil, old: String, new: String) {
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
            standfirst = ["\(days), UTC."] + beside
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
        let isLike = before?.hasLogs[.legacy] == week.hasLogs[.legacy]
        let change = before.flatMap { isLike ? Self.change(from: $0, to: progress) : nil }
        // Without the old endpoint's logs, nobody knows what all is.
        sentence =
            week.hasLogs[.legacy] == true
            ? "\(Self.share(progress)) of \(basis) came directly to \(new)\(change ?? "")."
                + (forecast?.sentence.map { " " + $0 } ?? "")
            : "\(Self.share(progress)) of the \(basis) at \(new) came directly\(change ?? "")."
        beside.append("\(days), UTC.")
        if week.hasLogs[.legacy] == true {
            beside.append(Self.legacy(week, old))
            beside += [forecast?.beside].compactMap(\.self)
        }
        if !Self.isOne(progress) {
            beside.append("Of some pulls no log tells the way; the share lies between the two.")
        }
        if progress.basis == .blobBytes {
            beside.append("The share is of blob bytes, since the logs of one side know no manifests.")
        }
        if week.hasLogs[.legacy] != true {
            beside.append("There are no logs of \(old) from these days: what it served by itself is not in the share.")
        }
        standfirst = beside
    }

    private static func legacy(_ week: Week, _ old: String) -> String {
        guard week.legacyRequests > 0 else { return "Nobody asked \(old)." }
        let clients = week.legacyClients.map { "\(Number.count($0, "client")) sent" } ?? "There came"
        var text = "\(clients) \(Number.count(week.legacyRequests, "request")) to \(old)"
        if let lost = week.lost, lost > 0 { text += "; nobody followed \(Number.count(lost)) of its redirects" }
        return text + "."
    }

    /// Whether both ends of the interval read the same.
    private static func isOne(_ progress: Progress) -> Bool {
        Number.share(progress.low) == Number.share(progress.high)
    }

    /// `71.4 %`, or `70.1 % to 72.3 %`.
    /// `78.3 % to 79.5 %`
    static func share(_ progress: Progress) -> String {
        let (low, high) = (Number.share(progress.low), Number.share(progress.high))
        let text = isOne(progress) ? low : "\(low) to \(high)"
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// What a week before was, by points where it was one number, else as an interval. Points are of the shares as they
    /// are printed, so that a reader who subtracts agrees.
    private static func change(from before: Week, to now: Progress) -> String? {
        guard let past = before.progress, past.basis == now.basis else { return nil }
        let days = before.days.length
        let when = days == 7 ? "a week before" : "in the \(Number.count(Int64(days), "day")) before"
        guard isOne(now), isOne(past) else {
            let word = now.low > past.high ? "up from" : now.high < past.low ? "down from" : "after"
            let text = isOne(past) ? Number.share(past.low) : "\(Number.share(past.low)) to \(Number.share(past.high))"
            return ", \(word) \(text) \(when)"
        }
        let points = tenths(now.low) - tenths(past.low)
        guard points != 0 else { return ", the same as \(when)" }
        return
            ", \(Number.decimal(Double(abs(points)) / 10, places: 1)) points \(points > 0 ? "more" : "less") than \(when)"
    }

    private static func tenths(_ share: Double) -> Int { Int((share * 1000).rounded()) }
}
