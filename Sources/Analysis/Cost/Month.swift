package import Registry

/// A calendar month in UTC: what providers bill, and what their tiers count.
package struct Month: Hashable, Comparable, Sendable {
    /// Months since January of the year 0.
    private let number: Int32

    private init(number: Int32) { self.number = number }

    /// The month that a day is in.
    package init(of day: Day) {
        let parts = day.description.split(separator: "-")
        number = (Int32(parts[0]) ?? 0) * 12 + (Int32(parts[1]) ?? 1) - 1
    }

    /// Reads `2023-03`; nil for any other form.
    package init?(_ text: String) {
        guard let day = Day(text + "-01") else { return nil }
        self.init(of: day)
    }

    /// Its first and last day.
    package var days: ClosedRange<Day> { first...Day(number: next.first.number - 1) }

    /// Its number of days.
    package var length: Int { Int(next.first.number - first.number) }

    private var first: Day { Day(year: number / 12, month: number % 12 + 1, day: 1) }

    private var next: Month { Month(number: number + 1) }

    /// All months that some of these days are in.
    package static func all(in days: ClosedRange<Day>) -> [Month] {
        (Month(of: days.lowerBound).number...Month(of: days.upperBound).number).map { Month(number: $0) }
    }

    package static func < (one: Month, other: Month) -> Bool { one.number < other.number }
}

extension Month: CustomStringConvertible {
    /// `2023-03`
    package var description: String { String(first.description.dropLast(3)) }
}
