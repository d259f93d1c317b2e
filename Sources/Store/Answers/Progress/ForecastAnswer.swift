import Analysis
import Registry

/// When the old endpoint falls below a threshold: one row a measure and day of the forecast, today's and earlier ones
/// with what came.
struct ForecastAnswer {
    static let columns: [Answer.Column] = [
        .init("measure", .text), .init("asOf", .time), .init("state", .text), .init("date", .time),
        .init("earliest", .time), .init("latest", .time), .init("now", .mean), .init("threshold", .mean),
        .init("weeklyChange", .share), .init("weeklyChangeLow", .share), .init("weeklyChangeHigh", .share),
        .init("expected", .mean), .init("expectedLow", .mean), .init("expectedHigh", .mean), .init("came", .mean),
        .init("weeks"),
    ]

    /// How many weeks ago the forecasts were made that are held against what came.
    private static let weeksAgo = [4, 8]

    private let measures: [ForecastMeasure]
    private let last: Day?
    private let milestones: [Milestone]
    /// A share between 0 and 1.
    private let threshold: Double

    init(_ scope: Scope, _ store: any Store, _ query: Query) throws(StoreError) {
        measures = ForecastMeasure.all(try DailyWays(scope, store))
        last = try store.lastWholeDay()
        milestones = scope.migration.milestones
        threshold = (query.threshold ?? Query.defaultThreshold) / 100
    }

    func answer() -> (rows: [[Answer.Cell]], notes: [String]) {
        guard let last else { return ([], []) }
        var rows: [[Answer.Cell]] = []
        var notes: [String] = []
        for measure in measures {
            let goal = threshold * measure.scale(endingOn: last)
            guard goal > 0 else { continue }
            let forecast = Forecast(measure.series, endingOn: last, milestones: milestones, threshold: goal)
            if notes.isEmpty { notes = self.notes(forecast, last) }
            rows.append(cells(measure, last, forecast, goal))
            for weeks in Self.weeksAgo {
                let test = Backtest(
                    measure.series,
                    endingOn: last,
                    weeksAgo: weeks,
                    milestones: milestones,
                    threshold: goal
                )
                rows.append(cells(measure, test.day, test.forecast, goal, test))
            }
        }
        return (rows, notes)
    }

    private func cells(
        _ measure: ForecastMeasure,
        _ day: Day,
        _ forecast: Forecast,
        _ goal: Double,
        _ test: Backtest? = nil
    ) -> [Answer.Cell] {
        let date = forecast.outcome.cells
        let change = forecast.weeklyChange
        return [
            .text(measure.name), .time(day), .text(forecast.outcome.word), date.middle, date.earliest, date.latest,
            measure.cell(forecast.weeks.last?.value), measure.cell(goal), Answer.Cell(share: change?.middle),
            Answer.Cell(share: change?.low), Answer.Cell(share: change?.high), measure.cell(test?.expected?.middle),
            measure.cell(test?.expected?.low), measure.cell(test?.expected?.high), measure.cell(test?.came),
            Answer.Cell(forecast.weeks.count { $0.omission == nil }),
        ]
    }

    private func notes(_ forecast: Forecast, _ last: Day) -> [String] {
        var notes = [
            "Read from weeks of seven days, the last of which ends on \(last), the last whole day. In eight of ten cases "
                + "the date lies between earliest and latest; without a latest, it may take more than "
                + "\(Forecast.yearsAtMost) years.",
            "share is what still goes through the old endpoint, pulls whose way is unknown among it, shareAtLeast the same "
                + "without them; the threshold of amounts is a part of their highest week.",
        ]
        notes += Forecast.omissions(forecast.weeks)
        let ahead = milestones.filter { $0.day > last }.map { "\($0.name) on \($0.day)" }
        if !ahead.isEmpty {
            notes.append(
                "What these milestones will do is not known to the forecast: \(ahead.joined(separator: ", "))."
            )
        }
        return notes
    }
}

extension Forecast {
    /// Which weeks were left out, and why, in a sentence a reason and run of weeks.
    fileprivate static func omissions(_ weeks: [ForecastWeek]) -> [String] {
        var notes: [String] = []
        var rest = weeks[...]
        while let first = rest.first {
            let run = rest.prefix { $0.omission?.isLike(first.omission) ?? (first.omission == nil) }
            rest = rest.dropFirst(run.count)
            let days = "\(first.days.lowerBound) to \((run.last ?? first).days.upperBound)"
            switch first.omission {
            case .before(let milestone): notes.append("Left out: \(days), before the milestone \(milestone).")
            case .of(let milestone): notes.append("Left out: \(days), the week of the milestone \(milestone).")
            case .gap: notes.append("Left out: \(days), with data of \(run.reduce(0) { $0 + $1.daysWithData }) days.")
            case nil: break
            }
        }
        return notes
    }
}

extension ForecastWeek.Omission {
    /// Whether both have one reason, however many days have data.
    fileprivate func isLike(_ other: Self?) -> Bool {
        if case .gap = self, case .gap = other { return true }
        return self == other
    }
}

extension ForecastWeek {
    /// Of a week that is left out for having few of them.
    fileprivate var daysWithData: Int {
        if case .gap(let count) = omission { count } else { 0 }
    }
}

extension Forecast.Outcome {
    fileprivate var word: String {
        switch self {
        case .reached: "reached"
        case .expected: "expected"
        case .notAtThisRate(let reason): reason.rawValue
        case .tooLittle: "tooLittle"
        }
    }

    fileprivate var cells: (middle: Answer.Cell, earliest: Answer.Cell, latest: Answer.Cell) {
        switch self {
        case .reached(let since): (.time(since), .null, .null)
        case .expected(let day, let earliest, let latest):
            (.time(day), .time(earliest), latest.map { .time($0) } ?? .null)
        case .notAtThisRate, .tooLittle: (.null, .null, .null)
        }
    }
}

extension Answer.Cell {
    fileprivate static func time(_ day: Day) -> Answer.Cell { .time(Int64(day.number) * 86_400) }
}
