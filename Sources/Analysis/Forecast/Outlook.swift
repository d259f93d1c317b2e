import Foundation

/// What the weeks let expect, over all trends that they may follow, each by how likely the weeks make it.
struct Outlook {
    private var trends: [Trend] = []
    private var weights: [Double] = []

    /// Standard deviations, from a quiet registry to one that jumps about.
    private static let noises = [0.02, 0.05, 0.12, 0.3]
    private static let levels = [0.0, 0.04]
    private static let spurts = [0.0, 0.015, 0.035, 0.07]
    /// How likely it is that the course turned in one of the weeks that are looked at.
    private static let turning = 0.6
    /// A turn is looked for in every second of so many weeks, but the last four, which tell no course by themselves.
    private static let turns = 3...30

    /// - Parameter weeks: one after the other, the first of which has a height.
    init(_ weeks: [ForecastWeek]) {
        let turns = stride(from: Self.turns.lowerBound, through: Self.turns.upperBound, by: 2)
            .map { weeks.count - $0 }.filter { $0 > 0 }.map { max(1, $0 - 3)...$0 }
        var all: [(trend: Trend, logWeight: Double)] = []
        for noise in Self.noises {
            for level in Self.levels {
                for spurt in Self.spurts {
                    for turn in [nil] + turns.map(Optional.some) {
                        let trend = Trend(weeks, .init(noise: noise, level: level, spurt: spurt), turn: turn)
                        let prior = turn == nil ? 1 - Self.turning : Self.turning / Double(turns.count)
                        all.append((trend, trend.logLikelihood + log(prior)))
                    }
                }
            }
        }
        let best = all.map(\.logWeight).max() ?? 0
        // What is a thousand times less likely than the likeliest tells nothing.
        let likely = all.filter { $0.logWeight > best - log(1000) }
        trends = likely.map(\.trend)
        weights = likely.map { exp($0.logWeight - best) }
        let sum = weights.reduce(0, +)
        weights = weights.map { $0 / sum }
    }

    /// Goes on for a week.
    mutating func move() {
        for index in trends.indices { trends[index].move() }
    }

    /// How sure it is that the level is below a height.
    func probability(below height: Double) -> Double {
        probability { normal((height - $0.level) / $0.levelVariance.squareRoot()) }
    }

    /// How sure it is that it falls for good: by its pace, spurts aside.
    var probabilityOfFalling: Double {
        probability { normal(-$0.pace / $0.paceVariance.squareRoot()) }
    }

    /// The height below which the level lies with this probability.
    func height(_ probability: Double) -> Double {
        quantile(probability) { self.probability(below: $0) }
    }

    /// The height below which this week is measured with this probability.
    func measuredHeight(_ probability: Double) -> Double {
        quantile(probability) { bound in
            self.probability { normal((bound - $0.level) / $0.measuredVariance.squareRoot()) }
        }
    }

    /// The step of this week below which it lies with this probability.
    func step(_ probability: Double) -> Double {
        quantile(probability) { bound in
            self.probability { normal((bound - $0.step.mean) / $0.step.variance.squareRoot()) }
        }
    }

    private func probability(_ own: (Trend) -> Double) -> Double {
        zip(trends, weights).reduce(0) { $0 + $1.1 * own($1.0) }
    }

    private func quantile(_ wanted: Double, _ probability: (Double) -> Double) -> Double {
        var (low, high) = (-100.0, 100.0)
        // To a millionth.
        for _ in 0..<28 {
            let half = (low + high) / 2
            if probability(half) < wanted { low = half } else { high = half }
        }
        return (low + high) / 2
    }
}

/// The standard normal distribution: how likely a value below this one is.
private func normal(_ value: Double) -> Double { erfc(-value / 2.0.squareRoot()) / 2 }
