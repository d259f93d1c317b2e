extension Span where Element == UInt8 {
    /// The time that `range` holds, in seconds since 1970 in UTC, in whichever way logs write times; nil where it is none:
    /// ISO 8601, `22/Nov/2026:14:11:16 +0000`, `Thu, 07 Jan 2021 20:54:54 GMT`, or a count since 1970, which its size
    /// tells to be of seconds, milli-, micro- or nanoseconds.
    package func anyTime(in range: Range<Int>) -> Int64? {
        var range = range
        // Common-log times may bring their brackets.
        if range.count > 2, self[range.lowerBound] == UInt8(ascii: "["), self[range.upperBound - 1] == UInt8(ascii: "]")
        {
            range = range.lowerBound + 1..<range.upperBound - 1
        }
        guard let first = range.isEmpty ? nil : self[range.lowerBound] else {
            return nil
        }
        if range.count >= 19, self[range.lowerBound + 4] == UInt8(ascii: "-") {
            return wholeISOTime(in: range)
        }
        if let time = slashedTime(at: range.lowerBound, to: range.upperBound) {
            return time.end == range.upperBound ? time.seconds : nil
        }
        if range.count == CommonLogTime.length, self[range.lowerBound + 2] == UInt8(ascii: "/") {
            var clock = CommonLogTime()
            return clock.read(self, at: range.lowerBound, to: range.upperBound)
        }
        return first &- UInt8(ascii: "0") < 10 ? epoch(in: range) : httpTime(in: range)
    }

    /// ISO 8601, perhaps with a space and a zone behind it.
    private func wholeISOTime(in range: Range<Int>) -> Int64? {
        guard let time = isoTime(at: range.lowerBound, to: range.upperBound) else {
            return nil
        }
        if time.end == range.upperBound {
            return time.instant.seconds
        }
        let rest = time.end + 1..<range.upperBound
        guard self[time.end] == UInt8(ascii: " "), !rest.isEmpty else {
            return nil
        }
        if equals("UTC", in: rest) || equals("GMT", in: rest) {
            return time.instant.seconds
        }
        guard let zone = zone(at: rest.lowerBound, to: rest.upperBound), zone.end == rest.upperBound else {
            return nil
        }
        return time.instant.seconds - zone.seconds
    }

    /// A count since 1970: `1761523054.867`, `1.761523054867e9`, `1761523054867000000`. One of seconds has at most eleven
    /// digits, which last to the year 5138, and each of the finer ones three more.
    private func epoch(in range: Range<Int>) -> Int64? {
        var value: Int64 = 0
        var digits = 0
        var decimals = 0
        var index = range.lowerBound
        var point: Int?
        while index < range.upperBound {
            let digit = self[index] &- UInt8(ascii: "0")
            if digit < 10 {
                // What goes beyond eighteen digits is finer than a second.
                if digits < 19, value <= 900_000_000_000_000_000 {
                    value = value * 10 + Int64(digit)
                    digits += 1
                    decimals += point == nil ? 0 : 1
                } else if point == nil {
                    return nil
                }
            } else if self[index] == UInt8(ascii: "."), point == nil {
                point = index
            } else {
                break
            }
            index += 1
        }
        // A point has digits behind it, kept or not.
        guard index != point.map({ $0 + 1 }), let exponent = exponent(in: index..<range.upperBound) else {
            return nil
        }
        for _ in 0..<Swift.max(0, decimals - exponent) {
            value /= 10
        }
        for _ in 0..<Swift.max(0, exponent - decimals) {
            let (tenfold, overflows) = value.multipliedReportingOverflow(by: 10)
            guard !overflows else {
                return nil
            }
            value = tenfold
        }
        while value >= 100_000_000_000 {
            value /= 1000
        }
        return value
    }

    /// `e9`, `E+09`; 0 for nothing.
    private func exponent(in range: Range<Int>) -> Int? {
        guard !range.isEmpty else {
            return 0
        }
        guard self[range.lowerBound] | 0x20 == UInt8(ascii: "e"), range.count >= 2 else {
            return nil
        }
        let sign = self[range.lowerBound + 1] == UInt8(ascii: "+") ? 1 : 0
        guard let value = integer(in: range.lowerBound + 1 + sign..<range.upperBound), value <= 18 else {
            return nil
        }
        return Int(value)
    }

    /// `Thu, 07 Jan 2021 20:54:54 GMT`: https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats
    private func httpTime(in range: Range<Int>) -> Int64? {
        let start = range.lowerBound
        guard range.count >= 29, self[start + 3] == UInt8(ascii: ","), self[start + 4] == UInt8(ascii: " "),
            self[start + 7] == UInt8(ascii: " "), self[start + 11] == UInt8(ascii: " "),
            self[start + 16] == UInt8(ascii: " "), self[start + 25] == UInt8(ascii: " "),
            let seconds = clock(at: start + 17),
            let days = Calendar.days(
                year: fixedDigits(4, at: start + 12),
                month: monthName(at: start + 8),
                day: fixedDigits(2, at: start + 5)
            )
        else {
            return nil
        }
        let zone = start + 26..<range.upperBound
        if equals("GMT", in: zone) || equals("UTC", in: zone) {
            return days * 86_400 + seconds
        }
        guard let offset = self.zone(at: zone.lowerBound, to: zone.upperBound), offset.end == zone.upperBound else {
            return nil
        }
        return days * 86_400 + seconds - offset.seconds
    }
}
