import Analysis
import Registry
import Testing

struct BacktestTests {
    private static let seeds: ClosedRange<UInt64> = 1...60

    private func backtest(_ migration: SimulatedMigration, weeks: Int, _ series: DailySeries) -> Backtest {
        Backtest(
            series,
            endingOn: migration.today,
            weeksAgo: weeks,
            milestones: migration.milestones,
            threshold: migration.threshold
        )
    }

    @Test("it knows nothing of the days after it", arguments: [4, 8])
    func past(weeks: Int) {
        let migration = SimulatedMigration(.slow, seed: 3)
        let backtest = backtest(migration, weeks: weeks, migration.shares)
        #expect(backtest.day == migration.today + -7 * weeks)
        let known = migration.shares.days.filter { $0.key <= backtest.day }
        let then = Forecast(
            DailySeries(.share, known),
            endingOn: backtest.day,
            milestones: migration.milestones,
            threshold: migration.threshold
        )
        #expect(backtest.forecast.outcome == then.outcome)
        #expect(backtest.forecast.weeks == then.weeks)
    }

    @Test("what came is the newest week's, nothing where most of its days are missing")
    func came() throws {
        let migration = SimulatedMigration(.fast, seed: 1)
        var series = migration.shares
        let week = (0..<7).map { migration.today + -$0 }
        for day in week { series.days[day] = .init(part: 3, whole: 12) }
        #expect(backtest(migration, weeks: 4, series).came == 0.25)
        for day in week.prefix(4) { series.days[day] = nil }
        #expect(backtest(migration, weeks: 4, series).came == nil)
    }

    @Test("what was expected 4 and 8 weeks ago held in about eight of ten", arguments: [4, 8], [false, true])
    func held(weeks: Int, ofAmounts: Bool) {
        var (made, held) = (0, 0)
        for kind in [SimulatedMigration.Kind.fast, .slow, .stalled] {
            for seed in Self.seeds {
                let migration = SimulatedMigration(kind, seed: seed)
                let series = ofAmounts ? migration.amounts : migration.shares
                let backtest = backtest(migration, weeks: weeks, series)
                guard let expected = backtest.expected, let came = backtest.came else { continue }
                made += 1
                if expected.low <= came, came <= expected.high { held += 1 }
            }
        }
        print("\(weeks) weeks ago, \(ofAmounts ? "amounts" : "shares"): \(made) made, \(held) held")
        #expect(made > 100)
        #expect((0.7...0.9).contains(Double(held) / Double(made)))
    }
}
