import Registry

/// What each day of the week is usually of a whole week, so that a week with a day missing can stand beside others.
struct WeeklyRhythm {
    enum Side { case part, whole }

    /// By the day's number modulo seven; they add up to 1.
    private let parts: [Double]
    private let wholes: [Double]

    /// From the weeks with data on each day; without any, all days are alike.
    init(_ series: DailySeries, endingOn last: Day, weeks: Int) {
        var parts: [[Double]] = Array(repeating: [], count: 7)
        var wholes = parts
        for age in 0..<weeks {
            let days = (0..<7).map { Day(number: last.number - Int32(age * 7 + $0)) }
            let values = days.compactMap { series.days[$0] }
            guard values.count == 7 else { continue }
            let part = values.reduce(0) { $0 + $1.part }
            let whole = values.reduce(0) { $0 + $1.whole }
            for (day, value) in zip(days, values) {
                if part > 0 { parts[Self.place(day)].append(value.part / part) }
                if whole > 0 { wholes[Self.place(day)].append(value.whole / whole) }
            }
        }
        self.parts = Self.shares(parts)
        self.wholes = Self.shares(wholes)
    }

    /// By how much the sum over these days of a week is multiplied to stand for all seven.
    func completion(_ days: [Day], of side: Side) -> Double {
        guard days.count < 7 else { return 1 }
        let shares = side == .part ? parts : wholes
        let present = days.reduce(0) { $0 + shares[Self.place($1)] }
        return present > 0 ? 1 / present : 1
    }

    private static func place(_ day: Day) -> Int { Int((day.number % 7 + 7) % 7) }

    /// Medians, so that one odd week bends nothing.
    private static func shares(_ days: [[Double]]) -> [Double] {
        let medians = days.map(median)
        let sum = medians.reduce(0, +)
        return sum > 0 ? medians.map { $0 / sum } : Array(repeating: 1 / 7, count: 7)
    }

    private static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
