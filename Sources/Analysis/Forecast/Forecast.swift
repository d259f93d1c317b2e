package import Registry

/// When a series falls below a threshold, read from its weeks since the last milestone.
package struct Forecast: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// It is below already, in all weeks since this day.
        case reached(since: Day)
        /// In the middle on `day`; in eight of ten cases between the other two. No `latest`: it may take more than
        /// ``yearsAtMost`` years.
        case expected(Day, earliest: Day, latest: Day?)
        case notAtThisRate(Reason)
        /// Weeks that can be used since the last milestone, of those that are needed.
        case tooLittle(weeks: Int, needed: Int)
    }

    package enum Reason: String, Sendable {
        case stalled, rising, beyondFiveYears
    }

    /// The middle, and the ends of the interval that holds eight of ten cases.
    package struct Range: Hashable, Sendable {
        package var low: Double
        package var middle: Double
        package var high: Double
    }

    package let outcome: Outcome
    /// How much it changes a week, as a part of itself: -0.1 is a tenth less. nil where there is too little.
    package let weeklyChange: Range?
    /// All weeks of the series, used or not.
    package let weeks: [ForecastWeek]

    private let outlook: Outlook?
    private let scale: DailySeries.Scale
    private let last: Day

    package static let weeksNeeded = 4
    package static let yearsAtMost = 5
    private static let weeksAtMost = 261
    /// Ends of the interval.
    private static let (low, high) = (0.1, 0.9)
    /// How sure it must be that a series falls, before a date is named.
    private static let falling = 0.9

    /// - Parameters:
    ///   - last: the last whole day; what comes later is not looked at.
    ///   - milestones: those after it are not known to the forecast.
    ///   - threshold: a share between 0 and 1, or an amount a day; above 0.
    package init(_ series: DailySeries, endingOn last: Day, milestones: [Milestone], threshold: Double) {
        self.last = last
        scale = series.scale
        weeks = series.weeks(endingOn: last, milestones)
        let used = weeks.drop { $0.height == nil }
        let count = used.count { $0.height != nil }
        guard count >= Self.weeksNeeded else {
            outcome = .tooLittle(weeks: count, needed: Self.weeksNeeded)
            (outlook, weeklyChange) = (nil, nil)
            return
        }
        let outlook = Outlook(Array(used))
        self.outlook = outlook
        let now = Height.value(outlook.height(0.5), scale)
        // Odds fall faster than the share that they belong to.
        let slack = scale == .share ? 1 - now : 1
        func change(_ probability: Double) -> Double { Height.change(outlook.step(probability) * slack) }
        weeklyChange = Range(low: change(Self.low), middle: change(0.5), high: change(Self.high))
        let height = Height.of(threshold, scale)
        if let since = Self.below(threshold, used), outlook.probability(below: height) >= 0.5 {
            outcome = .reached(since: since)
        } else {
            outcome = Self.outcome(outlook, height, last)
        }
    }

    /// What is expected to be counted in the week that ends on a later day: the share, or the amount of a mean day; nil
    /// where there is too little.
    package func value(on day: Day) -> Range? {
        guard var outlook else { return nil }
        for _ in 0..<max(0, Int(day.number - last.number) / 7) { outlook.move() }
        func value(_ probability: Double) -> Double { Height.value(outlook.measuredHeight(probability), scale) }
        return Range(low: value(Self.low), middle: value(0.5), high: value(Self.high))
    }

    /// The first day of the weeks at the end that are all below the threshold.
    private static func below(_ threshold: Double, _ weeks: ArraySlice<ForecastWeek>) -> Day? {
        let last = weeks.reversed().prefix { $0.value.map { $0 < threshold } ?? true }.last { $0.value != nil }
        return last?.days.lowerBound
    }

    private static func outcome(_ outlook: Outlook, _ height: Double, _ last: Day) -> Outcome {
        let falling = outlook.probabilityOfFalling
        if falling < Self.falling { return .notAtThisRate(falling < 1 - Self.falling ? .rising : .stalled) }
        var outlook = outlook
        var crossings: [Day] = []
        let wanted = [Self.low, 0.5, Self.high]
        var before = outlook.probability(below: height)
        for week in 1...weeksAtMost where crossings.count < wanted.count {
            outlook.move()
            let now = outlook.probability(below: height)
            while crossings.count < wanted.count, now >= wanted[crossings.count] {
                let part = now > before ? max(0, (wanted[crossings.count] - before) / (now - before)) : 0
                // A week's level is that of its middle, three days before it ends.
                let days = max(1, 7 * (Double(week - 1) + part) - 3)
                crossings.append(Day(number: last.number + Int32(days.rounded())))
            }
            before = now
        }
        guard crossings.count > 1 else { return .notAtThisRate(.beyondFiveYears) }
        return .expected(crossings[1], earliest: crossings[0], latest: crossings.count > 2 ? crossings[2] : nil)
    }
}
