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
        guard let today = answer.records.first(where: { $0.text("measure") == "share" }),
            let threshold = today.share("threshold")
        else {
            (sentence, beside) = (nil, nil)
            return
        }
        let below = "below \(Number.decimal(threshold * 100, places: 0))\(Number.space)%"
        let days = ["date", "earliest", "latest"].map { today.time($0).map { Day(time: $0) } }
        switch (today.text("state"), days[0]) {
        case ("expected", let day?):
            let interval =
                switch (days[1], days[2]) {
                case (let earliest?, let latest?): Day.words(earliest...max(earliest, latest))
                case (let earliest?, nil): "not before \(earliest.inWords), perhaps not within five years"
                default: "not known"
                }
            sentence = "At this pace \(old) falls \(below) on \(day.inWords) (80\(Number.space)%: \(interval))."
            beside = nil
        case ("reached", let day?):
            sentence = "\(old) has been \(below) since \(day.inWords)."
            beside = nil
        case ("stalled", _): (sentence, beside) = ("At this rate \(old) does not fall \(below): it stands still.", nil)
        case ("rising", _): (sentence, beside) = ("At this rate \(old) does not fall \(below): it rises.", nil)
        case ("beyondFiveYears", _):
            (sentence, beside) = ("At this rate \(old) does not fall \(below) within five years.", nil)
        default:
            sentence = nil
            beside =
                "When \(old) falls \(below) can’t be told yet: that takes four whole weeks since the last milestone’s, "
                + "and there \(Self.are(today.count("weeks") ?? 0))."
        }
    }

    private static func are(_ weeks: Int64) -> String {
        weeks == 0 ? "is none" : weeks == 1 ? "is one" : "are \(Number.count(weeks))"
    }
}
