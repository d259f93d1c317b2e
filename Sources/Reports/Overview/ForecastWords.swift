import Registry
import Store

/// What the forecast of the old endpoint's share says, in a sentence.
struct ForecastWords: Equatable {
    /// Behind the first sentence of the overview; nil where there is no date and no reason against one.
    let sentence: String?
    /// Among what stands below it.
    let beside: String?

    /// - Parameters:
    ///   - answer: of the question `forecast`, with its usual threshold.
    ///   - old: the old endpoint's name.
    init(_ answer: Answer, old: String) {
        func row(_ measure: String) -> Record? { answer.records.first { $0.text("measure") == measure } }
        guard let share = row("share"), let threshold = share.share("threshold") else {
            (sentence, beside) = (nil, nil)
            return
        }
        let below = "below \(Number.decimal(threshold * 100, places: 0))\(Number.space)%"
        guard let clause = Self.clause(share, below) else {
            sentence = nil
            beside =
                "When \(old) falls \(below) can’t be told yet: that takes four whole weeks since the last milestone’s, "
                + "and there \(Self.are(share.count("weeks") ?? 0))."
            return
        }
        let condition =
            switch share.text("state") {
            case "expected": "At this pace "
            case "reached": ""
            default: "At this rate "
            }
        sentence = "\(condition)\(old) \(clause)."
        let known = row("shareAtLeast").flatMap { Self.clause($0, below) }
        beside =
            known.flatMap { $0 == clause ? nil : $0 }
            .map { "Pulls whose way is unknown are taken for those of \(old); without them it \($0)." }
    }

    /// What the old endpoint does; nil where there are too few weeks.
    private static func clause(_ row: Record, _ below: String) -> String? {
        let days = ["date", "earliest", "latest"].map { row.time($0).map { Day(time: $0) } }
        switch (row.text("state"), days[0]) {
        case ("expected", let day?):
            let interval =
                switch (days[1], days[2]) {
                case (let earliest?, let latest?): Day.words(earliest...max(earliest, latest))
                case (let earliest?, nil): "not before \(earliest.inWords), perhaps not within five years"
                default: "not known"
                }
            return "falls \(below) on \(day.inWords) (80\(Number.space)%: \(interval))"
        case ("reached", let day?): return "has been \(below) since \(day.inWords)"
        case ("stalled", _): return "does not fall \(below): it stands still"
        case ("rising", _): return "does not fall \(below): it rises"
        case ("beyondFiveYears", _): return "does not fall \(below) within five years"
        default: return nil
        }
    }

    private static func are(_ weeks: Int64) -> String {
        weeks == 0 ? "is none" : weeks == 1 ? "is one" : "are \(Number.count(weeks))"
    }
}
