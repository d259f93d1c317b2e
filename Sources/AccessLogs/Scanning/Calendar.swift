/// Arithmetic on dates of the proleptic Gregorian calendar.
package enum Calendar {
    /// Days from 1970-01-01 to a date, or nil where the calendar has no such day.
    ///
    /// The algorithm is `days_from_civil` of https://howardhinnant.github.io/date_algorithms.html
    package static func days(year: Int, month: Int, day: Int) -> Int64? {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1, day <= length(month, of: year) else {
            return nil
        }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }

    /// The year of a time in seconds since 1970, from 0 to 9999.
    static func year(of time: Int64) -> Int {
        let days = Swift.max(-719_468, Swift.min(time / 86_400, 2_932_896))
        var year = 1970 + Int(days) * 400 / 146_097
        while let first = Self.days(year: year, month: 1, day: 1), first > days { year -= 1 }
        while let next = Self.days(year: year + 1, month: 1, day: 1), next <= days { year += 1 }
        return year
    }

    private static func length(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Seconds since midnight, or nil where no clock shows that. Second 60 is a leap second.
    @inline(always)
    static func seconds(hour: Int, minute: Int, second: Int) -> Int64? {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else {
            return nil
        }
        return Int64(hour * 3600 + minute * 60 + second)
    }

    /// The month that three letters name, 1 to 12, or 0. Each letter in its own byte, the first one highest.
    @inline(always)
    static func month(named letters: UInt32) -> Int {
        switch letters {
        case 0x4A616E: 1
        case 0x466562: 2
        case 0x4D6172: 3
        case 0x417072: 4
        case 0x4D6179: 5
        case 0x4A756E: 6
        case 0x4A756C: 7
        case 0x417567: 8
        case 0x536570: 9
        case 0x4F6374: 10
        case 0x4E6F76: 11
        case 0x446563: 12
        default: 0
        }
    }
}

extension Span where Element == UInt8 {
    /// The month whose English three-letter name stands at `start`, 1 to 12, or 0. The letters must lie in the span.
    @inline(always)
    func monthName(at start: Int) -> Int {
        Calendar.month(named: UInt32(self[start]) << 16 | UInt32(self[start + 1]) << 8 | UInt32(self[start + 2]))
    }

    /// The seconds east of Greenwich that `±hhmm`, `±hh:mm`, `±hh` or `Z` at `start` says, and where it ends.
    @inline(__always)
    package func zone(at start: Int, to end: Int) -> (seconds: Int64, end: Int)? {
        guard start < end else {
            return nil
        }
        let sign = self[start]
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") {
            return (0, start + 1)
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), start + 3 <= end else {
            return nil
        }
        let hours = fixedDigits(2, at: start + 1)
        guard (0...23).contains(hours) else {
            return nil
        }
        var minutes = 0
        var next = start + 3
        let colon = next < end && self[next] == UInt8(ascii: ":") ? 1 : 0
        if next + colon + 2 <= end {
            let value = fixedDigits(2, at: next + colon)
            if value >= 0 {
                minutes = value
                next += colon + 2
            }
        }
        guard minutes < 60 else {
            return nil
        }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return (sign == UInt8(ascii: "-") ? -seconds : seconds, next)
    }
}
