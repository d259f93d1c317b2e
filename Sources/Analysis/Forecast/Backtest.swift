package import Registry

/// What the forecast said some weeks ago, of the days up to then alone, and what came.
package struct Backtest: Sendable {
    /// The last day that it knew.
    package let day: Day
    package let forecast: Forecast
    /// What it expected of the week that has ended now; nil where there was too little.
    package let expected: Forecast.Range?
    /// What that week was: the share, or the amount of a mean day; nil where it has too few days with data.
    package let came: Double?

    /// - Parameters:
    ///   - last: the last whole day, up to which is told what came.
    ///   - weeks: how many weeks before it the forecast is made.
    package init(
        _ series: DailySeries,
        endingOn last: Day,
        weeksAgo weeks: Int,
        milestones: [Milestone],
        threshold: Double
    ) {
        day = Day(number: last.number - Int32(weeks * 7))
        forecast = Forecast(series, endingOn: day, milestones: milestones, threshold: threshold)
        expected = forecast.value(on: last)
        let newest = series.weeks(endingOn: last, []).last
        came = newest?.omission == nil ? newest?.value : nil
    }
}
