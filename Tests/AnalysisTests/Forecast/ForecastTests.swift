import Analysis
import Foundation
import Registry
import Testing

struct ForecastTests {
    /// A share whose odds change by a fixed part each week; weekends have a third of the traffic.
    private func share(
        from: Double,
        weekly: Double,
        days: Int,
        without missing: Set<Int> = [],
        after milestone: Int? = nil
    ) -> DailySeries {
        var values: [Day: DailySeries.Value] = [:]
        for day in 0..<days where !missing.contains(day) {
            let time = Double(max(0, day - (milestone ?? 0)))
            let odds = from / (1 - from) * exp(weekly * time / 7)
            let whole = day % 7 > 4 ? 100_000.0 : 300_000
            values[start + day] = .init(part: whole * odds / (1 + odds), whole: whole)
        }
        return DailySeries(.share, values)
    }

    private let start = Day(year: 2024, month: 1, day: 1)

    private func forecast(
        _ series: DailySeries,
        days: Int,
        _ milestones: [Milestone] = [],
        threshold: Double = 0.01
    ) -> Forecast {
        Forecast(series, endingOn: start + (days - 1), milestones: milestones, threshold: threshold)
    }

    @Test("a straight fall goes on to the day on which it is below", arguments: [-0.05, -0.1, -0.2])
    func straight(weekly: Double) throws {
        let forecast = forecast(share(from: 0.5, weekly: weekly, days: 112), days: 112)
        let truth = start + Int((log(0.01 / 0.99) / weekly * 7).rounded(.up))
        guard case .expected(let day, let earliest, let latest?) = forecast.outcome else {
            Issue.record("\(forecast.outcome)")
            return
        }
        let lead = Double(truth.number - (start + 111).number)
        #expect(abs(Double(day.number - truth.number)) <= 3 + lead * 0.05)
        #expect(earliest <= truth && truth <= latest)
        let change = try #require(forecast.weeklyChange)
        #expect(change.low <= change.middle && change.middle <= change.high && change.high < 0)
    }

    @Test("what the share is expected to be falls as the share does")
    func values() throws {
        let forecast = forecast(share(from: 0.5, weekly: -0.1, days: 112), days: 112)
        for weeks in [1, 4, 12] {
            let value = try #require(forecast.value(on: start + (111 + 7 * weeks)))
            // In the middle of the week that ends then.
            let truth = 1 / (1 + exp(0.1 * Double(108 + 7 * weeks) / 7))
            #expect(value.low <= truth && truth <= value.high)
            #expect(abs(value.middle / truth - 1) < 0.02 * Double(weeks))
        }
    }

    @Test("not at this rate: level, rising, or too slow for five years")
    func never() {
        #expect(forecast(share(from: 0.2, weekly: 0, days: 140), days: 140).outcome == .notAtThisRate(.stalled))
        #expect(forecast(share(from: 0.2, weekly: 0.05, days: 140), days: 140).outcome == .notAtThisRate(.rising))
        #expect(
            forecast(share(from: 0.5, weekly: -0.01, days: 350), days: 350).outcome == .notAtThisRate(.beyondFiveYears)
        )
    }

    @Test("below already: since the week from which on all are")
    func reached() {
        let forecast = forecast(share(from: 0.5, weekly: -0.3, days: 140), days: 140)
        // Odds of 1 to 99 come after 107 days, in the week that begins on day 105 and is on the whole below.
        guard case .reached(let since) = forecast.outcome else {
            Issue.record("\(forecast.outcome)")
            return
        }
        #expect(since == start + 105 || since == start + 112)
    }

    @Test("a threshold of its own")
    func threshold() {
        let series = share(from: 0.5, weekly: -0.1, days: 112)
        guard case .expected(let late, _, _) = forecast(series, days: 112, threshold: 0.01).outcome,
            case .expected(let soon, _, _) = forecast(series, days: 112, threshold: 0.05).outcome
        else {
            Issue.record("no dates")
            return
        }
        #expect(soon < late)
        #expect(forecast(series, days: 112, threshold: 0.4).outcome == .reached(since: start + 28))
    }

    @Test("weeks before a milestone, and its own, tell nothing of the trend")
    func milestone() throws {
        // Level for ten weeks, then it falls: with the level weeks the trend would be another.
        let series = share(from: 0.5, weekly: -0.1, days: 140, after: 70)
        let milestone = Milestone(name: "redirect", day: start + 70)
        let forecast = forecast(series, days: 140, [milestone])
        let change = try #require(forecast.weeklyChange)
        let share = 1 / (1 + exp(0.1 * 67 / 7))
        #expect(abs(change.middle - expm1(-0.1 * (1 - share))) < 0.005)
        let omissions = forecast.weeks.map(\.omission)
        #expect(omissions.prefix(10).allSatisfy { $0 == .before(milestone: "redirect") })
        #expect(omissions[10] == .of(milestone: "redirect"))
        #expect(omissions.dropFirst(11).allSatisfy { $0 == nil })
    }

    @Test("less than four weeks since the milestone are too little")
    func tooLittle() {
        let series = share(from: 0.5, weekly: -0.1, days: 70)
        let milestone = Milestone(name: "redirect", day: start + 45)
        let forecast = forecast(series, days: 70, [milestone])
        #expect(forecast.outcome == .tooLittle(weeks: 3, needed: 4))
        #expect(forecast.value(on: start + 100) == nil)
        #expect(self.forecast(series, days: 27).outcome == .tooLittle(weeks: 3, needed: 4))
        #expect(self.forecast(DailySeries(.share, [:]), days: 70).outcome == .tooLittle(weeks: 0, needed: 4))
    }

    @Test("a milestone that is still to come changes nothing")
    func future() {
        let series = share(from: 0.5, weekly: -0.1, days: 70)
        let later = Milestone(name: "sunset", day: start + 70)
        #expect(forecast(series, days: 70, [later]).outcome == forecast(series, days: 70).outcome)
    }

    @Test("days without data are made up for by the weekly rhythm, weeks of few days are left out")
    func missingDays() throws {
        // Two working days are missing from the sixth week, five days from the eighth.
        let missing: Set<Int> = [35, 36, 49, 50, 51, 52, 53]
        let whole = forecast(share(from: 0.5, weekly: -0.1, days: 112), days: 112)
        let holed = forecast(share(from: 0.5, weekly: -0.1, days: 112, without: missing), days: 112)
        #expect(holed.weeks[7].omission == .gap(daysWithData: 2))
        let pairs = zip(whole.weeks, holed.weeks)
        for (index, pair) in pairs.enumerated() where index != 7 {
            let (one, other) = (try #require(pair.0.value), try #require(pair.1.value))
            #expect(abs(one - other) < 0.005)
        }
        guard case .expected(let one, _, _) = whole.outcome, case .expected(let other, _, _) = holed.outcome else {
            Issue.record("no dates")
            return
        }
        #expect(abs(one.number - other.number) <= 5)
    }

    @Test("a day of another century changes nothing")
    func farDays() {
        var series = share(from: 0.5, weekly: -0.1, days: 112)
        let usual = forecast(series, days: 112)
        series.days[Day(year: 1, month: 1, day: 1)] = .init(part: 1, whole: 2)
        series.days[Day(year: 9999, month: 12, day: 31)] = .init(part: 1, whole: 2)
        let odd = forecast(series, days: 112)
        #expect(odd.outcome == usual.outcome)
        #expect(odd.weeks.count == 104)
    }

    @Test("an amount falls below one by itself")
    func amount() throws {
        var values: [Day: DailySeries.Value] = [:]
        for day in 0..<112 { values[start + day] = .init(part: 50_000 * exp(-0.1 * Double(day) / 7)) }
        let forecast = forecast(DailySeries(.amount, values), days: 112, threshold: 500)
        guard case .expected(let day, _, _) = forecast.outcome else {
            Issue.record("\(forecast.outcome)")
            return
        }
        #expect(abs(day.number - (start + Int(log(100.0) * 70)).number) <= 10)
        let change = try #require(forecast.weeklyChange)
        #expect(abs(change.middle - expm1(-0.1)) < 0.005)
    }

    @Test("nothing at all is below")
    func nothing() {
        var values: [Day: DailySeries.Value] = [:]
        for day in 0..<70 { values[start + day] = .init(part: 0, whole: 5_000) }
        #expect(forecast(DailySeries(.share, values), days: 70).outcome == .reached(since: start))
    }
}
