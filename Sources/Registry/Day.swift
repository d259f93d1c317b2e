/// One day of the Gregorian calendar, in UTC.
package struct Day: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Days since 1970-01-01.
    package let number: Int32

    /// A day by its number.
    package init(number: Int32) { self.number = number }

    /// Reads `2023-03-20`; nil for any other form, and for a day that no month has.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
            let year = Self.decimal(bytes[0..<4]), let month = Self.decimal(bytes[5..<7]),
            let day = Self.decimal(bytes[8..<10]), 1...12 ~= month, day >= 1
        else { return nil }
        self.init(year: year, month: month, day: day)
        // A 31st of April came out as the 1st of May.
        guard description == text else { return nil }
    }

    /// A day by its parts, which must name a day that exists.
    ///
    /// Howard Hinnant's algorithm: years begin in March, so that the leap day is their last.
    /// https://howardhinnant.github.io/date_algorithms.html#days_from_civil
    package init(year: Int32, month: Int32, day: Int32) {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func decimal(_ bytes: ArraySlice<UInt8>) -> Int32? {
        guard bytes.allSatisfy(Grammar.isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int32($1 - UInt8(ascii: "0")) }
    }

    package static func < (one: Day, other: Day) -> Bool { one.number < other.number }
}

extension Day: CustomStringConvertible {
    /// `2023-03-20`
    package var description: String {
        let days = Int(number) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-"
            + Self.padded(dayOfYear - (153 * shifted + 2) / 5 + 1, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
