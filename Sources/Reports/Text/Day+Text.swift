import Registry

extension Day {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private var parts: (year: String, month: Int, day: Int) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), parts.dropFirst().first.flatMap { Int($0) } ?? 1, Int(parts.last ?? "") ?? 1)
    }

    var year: String { parts.year }
    var isFirstOfMonth: Bool { parts.day == 1 }
    var isFirstOfYear: Bool { parts.day == 1 && parts.month == 1 }
    var month: Int { parts.month }

    /// `14 November 2026`
    var inWords: String { "\(parts.day) \(Self.months[parts.month - 1]) \(parts.year)" }
    /// `14 Nov`
    var short: String { "\(parts.day) \(monthName)" }
    /// `Nov`
    var monthName: String { String(Self.months[parts.month - 1].prefix(3)) }

    /// The Monday of its week. Day 0, 1 January 1970, was a Thursday.
    var monday: Day { Day(number: number - ((number + 3) % 7 + 7) % 7) }
    var isMonday: Bool { monday == self }

    /// The day of a time in seconds since 1970, UTC.
    init(time: Int64) { self.init(number: Int32(clamping: (time - (time % 86_400 + 86_400) % 86_400) / 86_400)) }

    static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
    static func - (day: Day, days: Int) -> Day { Day(number: day.number - Int32(days)) }

    /// `1 to 28 March 2023`, with as much of month and year as both ends differ in.
    static func words(_ days: ClosedRange<Day>) -> String {
        let (first, last) = (days.lowerBound, days.upperBound)
        if first == last { return first.inWords }
        if first.year != last.year { return "\(first.inWords) to \(last.inWords)" }
        let month = Self.months[first.parts.month - 1]
        let begin = first.month == last.month ? "\(first.parts.day)" : "\(first.parts.day) \(month)"
        return "\(begin) to \(last.inWords)"
    }
}

extension ClosedRange<Day> {
    /// How many days.
    var length: Int { Int(upperBound.number - lowerBound.number) + 1 }
}
