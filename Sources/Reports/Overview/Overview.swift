import Registry
import Store

/// The first page: the answer, then the reasons.
struct Overview {
    let frame: Frame
    let range: RangeBar
    let headline: Headline
    let forecastData: Markup
    let burnDown: BurnDownSection
    let figures: [Figure]
    let figuresData: Markup
    /// nil: nobody is.
    let stuck: StuckSection?
    /// nil: the logs know no pulls at the old endpoint.
    let outage: OutageSection?
    let leftovers: [Leftover]
    let old: String
    let changes: Changes
    let notes: [String]
    let hasData: Bool

    private static let weekDays = 7

    init(_ desk: Desk) throws {
        frame = Frame(
            "\(desk.context.migration.name): how far the move has come",
            desk,
            at: .overview,
            terms: Definition.Term.allCases.filter { $0 != .checks }
        )
        range = RangeBar(desk, at: .overview)
        old = desk.name(.legacy)
        let names = (old: old, new: desk.name(.current))
        guard let days = desk.range else {
            (figures, figuresData, leftovers, notes, hasData) = ([], "", [], [], false)
            forecastData = ""
            headline = Headline(nil, before: nil, old: names.old, new: names.new)
            burnDown = BurnDownSection(nil, desk, query: Query(.timeseries))
            changes = try Changes(desk, week: nil)
            stuck = nil
            outage = nil
            return
        }
        hasData = true
        let week = max(days.lowerBound, days.upperBound - (Self.weekDays - 1))...days.upperBound
        // A forecast is made of all that is known, not of days that somebody chose.
        let forecastQuery = Query(.forecast)
        let forecast = desk.hasFilteredRange ? nil : try desk.ask(forecastQuery)
        headline = try Self.headline(desk, week, forecast.map { ForecastWords($0, old: names.old) }, names)
        forecastData = forecast.map { $0.rows.isEmpty } == false ? desk.dataLinks(forecastQuery) : ""

        let summaryQuery = desk.query(.summary)
        let summary = try desk.ask(summaryQuery)
        let measure: BurnDown.Measure = summary.progress?.basis == .blobBytes ? .bytes : .pulls
        figures = try Self.figures(desk, days, summary, measure, names).all
        figuresData = desk.dataLinks(summaryQuery)
        notes = summary.completeness.notes.map(visible)

        var seriesQuery = desk.hasFilteredRange ? desk.query(.timeseries) : Query(.timeseries)
        seriesQuery.step = .day
        let shown = desk.hasFilteredRange ? days : desk.stored ?? days
        let series = try desk.ask(seriesQuery).records
        burnDown = BurnDownSection(
            desk.drawable(shown).map { BurnDown(series, days: $0, measure: measure) },
            desk,
            query: seriesQuery
        )
        let total = summary.records.filter { $0.role == .legacy }.compactMap { $0.count("requests") }.reduce(0, +)
        leftovers = try Leftover.all(desk, total: total)
        stuck = try StuckSection(desk, week: week)
        outage = try OutageSection(desk, week: week)
        changes = try Changes(desk, week: week)
    }

    func html() throws -> String { try Templates.render(self, .overview) }

    private static func headline(
        _ desk: Desk,
        _ week: ClosedRange<Day>,
        _ forecast: ForecastWords?,
        _ names: (old: String, new: String)
    ) throws -> Headline {
        let now = Headline.Week(try desk.ask(desk.query(.summary, week)), days: week)
        let past = (week.lowerBound - week.length)...(week.lowerBound - 1)
        var before: Headline.Week?
        if let stored = desk.stored, stored.contains(past.lowerBound) {
            before = Headline.Week(try desk.ask(desk.query(.summary, past)), days: past)
        }
        return Headline(now, before: before, forecast: forecast, old: names.old, new: names.new)
    }

    private static func figures(
        _ desk: Desk,
        _ days: ClosedRange<Day>,
        _ summary: Answer,
        _ measure: BurnDown.Measure,
        _ names: (old: String, new: String)
    ) throws -> Figures {
        let shown = desk.drawable(days) ?? days.upperBound...days.upperBound
        let series = try desk.ask(desk.query(.timeseries) { $0.step = .day }).records
        let burnDown = BurnDown(series, days: shown, measure: measure)
        var hours = [Int?](repeating: nil, count: burnDown.steps.count)
        if burnDown.stepDays == 1 {
            let hourly = try desk.ask(desk.query(.timeseries) { $0.step = .hour }).records
            var seen = [Set<Int64>](repeating: [], count: hours.count)
            for record in hourly {
                guard let time = record.time("time"), shown.contains(Day(time: time)) else { continue }
                seen[Int(Day(time: time).number - shown.lowerBound.number)].insert(time)
            }
            hours = seen.map { $0.isEmpty ? nil : $0.count }
        } else {
            hours = burnDown.steps.map { $0.daysWithData > 0 ? $0.daysWithData : nil }
        }
        return Figures(
            summary: summary,
            burnDown: burnDown,
            legacyDays: series.filter { $0.role == .legacy },
            hours: hours,
            hoursTop: burnDown.stepDays == 1 ? 24 : 7,
            names: names,
            cost: try CostSum(desk, endpoint: Role.legacy.rawValue),
            before: measure == .pulls ? try PeriodBefore(desk, days, summary.completeness) : nil
        )
    }
}

extension Desk {
    /// Of these days, those that the store can know of: whoever asks for a thousand years gets no thousand years of
    /// empty picture. nil where there are none.
    func drawable(_ days: ClosedRange<Day>) -> ClosedRange<Day>? {
        guard let stored, stored.overlaps(days) else { return nil }
        return days.clamped(to: stored)
    }
}
