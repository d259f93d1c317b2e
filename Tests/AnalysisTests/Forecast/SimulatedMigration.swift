import Analysis
import EbbTesting
import Foundation
import Registry

/// A migration whose future is known: the share of a registry's pulls that still goes through the old endpoint, without
/// any noise, and what the logs of its first days show of it.
struct SimulatedMigration {
    enum Kind: String, CaseIterable {
        case fast, slow, stalled, relapsing, redirected
    }

    let kind: Kind
    /// The last day that the logs show.
    let today: Day
    let milestones: [Milestone]
    /// What the logs show up to today.
    let shares: DailySeries
    let amounts: DailySeries
    /// The first day on which the share is below 1 %, the noise left out; nil: not within ten years.
    let crossing: Day?
    /// The same of the amount, and 1 % of the highest week.
    let threshold = 0.01

    private static let start = Day(year: 2024, month: 1, day: 1)
    private static let days = 3650

    init(_ kind: Kind, seed: UInt64) {
        var draw = SeededNormal(seed &* 1_000 &+ UInt64(Kind.allCases.firstIndex(of: kind) ?? 0))
        self.kind = kind
        let path = Path(kind, &draw)
        today = Self.start + path.today
        milestones = path.milestone.map { [Milestone(name: "redirect", day: Self.start + $0)] } ?? []
        crossing = path.heights.indices.first { path.heights[$0] < log(0.01 / 0.99) }.map { Self.start + $0 }

        let pulls = exp(draw.between(log(2_000), log(200_000)))
        let noise = draw.between(0.03, 0.12)
        // Weekends are quieter, and more so for those who have not moved: their machines build software.
        let rest = (old: draw.between(0.4, 0.9), new: draw.between(0.6, 1))
        var shares: [Day: DailySeries.Value] = [:]
        var amounts: [Day: DailySeries.Value] = [:]
        var gap = 0
        for day in 0...path.today {
            if gap == 0, draw.chance(0.01) { gap = Int(draw.between(1, 6)) }
            let isWeekend = day % 7 > 4
            let share = 1 / (1 + exp(-path.heights[day]))
            let burst = draw.chance(0.01) ? draw.between(1.5, 3) : 1
            let old = draw.count(pulls * share * (isWeekend ? rest.old : 1) * exp(noise * draw.normal()) * burst)
            let new = draw.count(pulls * (1 - share) * (isWeekend ? rest.new : 1) * exp(noise * draw.normal()))
            if gap > 0 {
                gap -= 1
                continue
            }
            shares[Self.start + day] = .init(part: old, whole: old + new)
            amounts[Self.start + day] = .init(part: old)
        }
        self.shares = DailySeries(.share, shares)
        self.amounts = DailySeries(.amount, amounts)
    }

    /// The logarithm of the share's odds on each day, and what is seen of it.
    private struct Path {
        var heights: [Double] = []
        var milestone: Int?
        var today: Int

        init(_ kind: Kind, _ draw: inout SeededNormal) {
            let pace = kind == .fast ? draw.between(0.12, 0.3) : draw.between(0.03, 0.09)
            let stall = kind == .stalled ? Int(draw.between(56, 140)) : nil
            let relapse = kind == .relapsing ? Int(draw.between(70, 140)) : nil
            milestone = kind == .redirected ? Int(draw.between(60, 120)) : nil
            let fall = draw.between(0.5, 1.5)
            let rise = draw.between(0.4, 1)
            // Sooner or later than the mean: people move by spurts, which last for some weeks.
            var spurt = 0.0
            var height = draw.between(0, 2)
            for day in 0..<SimulatedMigration.days {
                spurt = spurt * 0.98 + 0.06 * draw.normal()
                heights.append(height)
                if stall.map({ day < $0 }) ?? true { height -= pace / 7 * exp(spurt - 0.045) }
                if stall != nil { height = max(height, -2.5) + 0.004 * draw.normal() }
                if let milestone, day >= milestone, day < milestone + 3 { height -= fall / 3 }
                if let relapse, day >= relapse, day < relapse + 21 { height += (rise + pace * 3) / 21 }
            }
            // The forecast is made long enough after what happened, and before the end.
            let from = 7 * 5 + 7 + (stall.map { $0 + 28 } ?? relapse.map { $0 + 28 } ?? milestone ?? 0)
            let end = heights.firstIndex { $0 < -3.5 } ?? from + 140
            today = end > from ? Int(draw.between(Double(from), Double(min(end, from + 140)))) : from
        }
    }
}

/// Seeded draws of other shapes than the even one.
struct SeededNormal {
    private var generator: SeededGenerator

    init(_ seed: UInt64) { generator = SeededGenerator(seed) }

    mutating func between(_ low: Double, _ high: Double) -> Double { Double.random(in: low...high, using: &generator) }
    mutating func chance(_ share: Double) -> Bool { between(0, 1) < share }

    /// Box and Muller's way.
    mutating func normal() -> Double {
        (-2 * log(between(.leastNonzeroMagnitude, 1))).squareRoot() * cos(2 * .pi * between(0, 1))
    }

    /// A whole number with this mean, as far around it as chance alone puts it.
    mutating func count(_ mean: Double) -> Double { max(0, (mean + mean.squareRoot() * normal()).rounded()) }
}

extension Day {
    static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
}
