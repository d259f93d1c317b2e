/// When a client's use of one repository moves from legacy to current.
struct Move: Sendable {
    /// The first day, counted from 1, on which current is asked directly; nil for one that never moves.
    let day: Int32?
    /// Days on which it asks legacy again; empty for nearly all.
    let returns: Range<Int32>

    func asksLegacy(on day: Int) -> Bool {
        guard let moved = self.day else { return true }
        return day < moved || returns.contains(Int32(day))
    }

    /// How one client moves: most move everything at once, some image by image.
    struct Schedule {
        private let position: Double
        private let movesAtOnce: Bool

        init(draw: inout Draw) {
            position = draw.unit()
            movesAtOnce = draw.chance(0.7)
        }

        func move(scenario: Scenario, draw: inout Draw) -> Move {
            let own = draw.unit()
            let hesitation = draw.below(9)
            let comesBack = draw.chance(0.015)
            let away = 3 + draw.below(10)
            let stay = 1 + draw.below(5)
            guard var day = Self.day(at: movesAtOnce ? position : own, scenario: scenario) else {
                return Move(day: nil, returns: 0..<0)
            }
            if !movesAtOnce { day += hesitation }
            // Nobody upgrades a cluster on a weekend.
            let weekday = scenario.date(day).weekday
            if weekday > 4 { day += 7 - weekday }
            let first = Int32(day + away)
            return Move(day: Int32(day), returns: comesBack && day > 1 ? first..<first + Int32(stay) : 0..<0)
        }

        /// Share of pairs that have moved, by days after the redirect: slow before it, fast after, and a long tail.
        private static let course: [(day: Double, share: Double)] = [
            (-200, 0), (-60, 0.2), (-24, 0.28), (-7, 0.34), (0, 0.40), (5, 0.55), (12, 0.68), (25, 0.78), (40, 0.84),
            (90, 0.92),
        ]

        private static func day(at position: Double, scenario: Scenario) -> Int? {
            var earlier = course[0]
            for later in course.dropFirst() {
                if position < later.share {
                    let part = (position - earlier.share) / (later.share - earlier.share)
                    let day = earlier.day + part * (later.day - earlier.day)
                    return scenario.redirectDay + Int(day.rounded(.down))
                }
                earlier = later
            }
            return nil
        }
    }
}
