import Foundation

/// A level that moves by a pace each week, faster or slower in spurts of some weeks, read from weekly heights by a
/// Kalman filter: a local linear trend whose slope returns to its mean.
///
/// J. Durbin, S. J. Koopman: Time Series Analysis by State Space Methods, chapters 3.2 and 4.3.
struct Trend {
    /// Standard deviations.
    struct Restlessness {
        /// Of what is measured, around the level.
        var noise: Double
        /// Of the level's own step each week.
        var level: Double
        /// Of the spurts, around the pace.
        var spurt: Double
    }

    private let noiseVariance: Double
    private let levelStep: Double
    private let spurtStep: Double

    /// Means at the last week.
    private(set) var level = 0.0
    private(set) var pace = 0.0
    private(set) var spurt = 0.0
    /// Their covariances.
    private(set) var levelVariance = 0.0
    private(set) var paceVariance = 0.0
    private var spurtVariance = 0.0
    private var levelPace = 0.0
    private var levelSpurt = 0.0
    private var paceSpurt = 0.0
    /// Of the weeks, given the restlessness.
    private(set) var logLikelihood = 0.0

    /// How fast a migration may be before anything is known of it: the standard deviation of its pace.
    private static let firstPace = 0.2
    /// What is left of a spurt after a week: half of it after six.
    private static let lasting = 0.89
    /// How far the level may jump in a week of a turn, and how much the pace may change: one standard deviation.
    private static let turnStep = 0.3
    private static let turnPace = 0.1
    /// Beyond so many standard deviations a week is odd, and bends the trend no further.
    private static let odd = 3.0

    /// - Parameters:
    ///   - weeks: one after the other, the first of which has a height.
    ///   - turn: weeks in which the level may have jumped, and after which the pace may be another; nil: none.
    init(_ weeks: [ForecastWeek], _ restlessness: Restlessness, turn: ClosedRange<Int>?) {
        noiseVariance = restlessness.noise * restlessness.noise
        levelStep = restlessness.level * restlessness.level
        let ownSpurt = restlessness.spurt * restlessness.spurt
        spurtStep = ownSpurt * (1 - Self.lasting * Self.lasting)
        guard let first = weeks.first, let height = first.height else { return }
        level = height
        levelVariance = noiseVariance + first.chance
        paceVariance = Self.firstPace * Self.firstPace
        spurtVariance = ownSpurt
        for (index, week) in weeks.enumerated().dropFirst() {
            move()
            if let turn, turn.contains(index) { levelVariance += Self.turnStep * Self.turnStep }
            if index == turn?.upperBound { paceVariance += Self.turnPace * Self.turnPace }
            if let height = week.height { learn(height, noise: noiseVariance + week.chance) }
        }
    }

    /// Goes on for a week.
    mutating func move() {
        level += pace + spurt
        spurt *= Self.lasting
        levelVariance += paceVariance + spurtVariance + 2 * (levelPace + levelSpurt + paceSpurt) + levelStep
        levelPace += paceVariance + paceSpurt
        levelSpurt = Self.lasting * (levelSpurt + paceSpurt + spurtVariance)
        paceSpurt *= Self.lasting
        spurtVariance = Self.lasting * Self.lasting * spurtVariance + spurtStep
    }

    private mutating func learn(_ height: Double, noise: Double) {
        let surprise = height - level
        var variance = levelVariance + noise
        let deviations = abs(surprise) / variance.squareRoot()
        // Huber's loss: as steep beyond the bound as at it.
        if deviations > Self.odd {
            logLikelihood -= Self.odd * deviations - Self.odd * Self.odd / 2 + log(variance) / 2
            variance *= deviations / Self.odd
        } else {
            logLikelihood -= deviations * deviations / 2 + log(variance) / 2
        }
        let (ofLevel, ofPace, ofSpurt) = (levelVariance / variance, levelPace / variance, levelSpurt / variance)
        level += ofLevel * surprise
        pace += ofPace * surprise
        spurt += ofSpurt * surprise
        paceVariance -= ofPace * levelPace
        spurtVariance -= ofSpurt * levelSpurt
        paceSpurt -= ofPace * levelSpurt
        levelPace -= ofPace * levelVariance
        levelSpurt -= ofSpurt * levelVariance
        levelVariance -= ofLevel * levelVariance
    }

    /// Of what will be measured this week: around the level, whose place is not sure either.
    var measuredVariance: Double { levelVariance + noiseVariance }

    /// What it changes by this week.
    var step: (mean: Double, variance: Double) {
        (pace + spurt, paceVariance + spurtVariance + 2 * paceSpurt)
    }
}
