/// A moment to the nanosecond.
package struct Instant: BitwiseCopyable, Sendable, Equatable {
    /// Seconds since 1970 in UTC.
    package var seconds: Int64
    /// What goes beyond, 0 to 999,999,999.
    package var nanoseconds: Int64

    /// The moment in milliseconds since 1970.
    package var milliseconds: Int64 { seconds * 1000 + nanoseconds / 1_000_000 }
}

extension Span where Element == UInt8 {
    /// The time in ISO 8601 that begins at `start`, and where it ends: `2026-11-22T14:11:14.812664447Z`,
    /// with `T` or a space, with or without a fraction; without a zone it is UTC.
    /// https://www.rfc-editor.org/rfc/rfc3339
    package func isoTime(at start: Int, to end: Int) -> (instant: Instant, end: Int)? {
        guard end - start >= 19, let days = isoDate(at: start), isTimeSeparator(self[start + 10]),
            let seconds = clock(at: start + 11)
        else {
            return nil
        }
        var next = start + 19
        var nanoseconds: Int64 = 0
        if next < end, self[next] == UInt8(ascii: ".") || self[next] == UInt8(ascii: ",") {
            let fraction = self.fraction(at: next + 1, to: end)
            guard fraction.end > next + 1 else {
                return nil
            }
            nanoseconds = fraction.nanoseconds
            next = fraction.end
        }
        var offset: Int64 = 0
        if let zone = zone(at: next, to: end) {
            offset = zone.seconds
            next = zone.end
        }
        return (Instant(seconds: days * 86_400 + seconds - offset, nanoseconds: nanoseconds), next)
    }

    /// Days since 1970 for `2026-11-22` at `start`, or nil. The ten bytes must lie within the span.
    func isoDate(at start: Int) -> Int64? {
        guard self[start + 4] == UInt8(ascii: "-"), self[start + 7] == UInt8(ascii: "-") else {
            return nil
        }
        return Calendar.days(
            year: fixedDigits(4, at: start),
            month: fixedDigits(2, at: start + 5),
            day: fixedDigits(2, at: start + 8)
        )
    }

    /// Seconds since midnight for `14:11:16` at `start`, or nil. The eight bytes must lie within the span.
    func clock(at start: Int) -> Int64? {
        guard self[start + 2] == UInt8(ascii: ":"), self[start + 5] == UInt8(ascii: ":") else {
            return nil
        }
        return Calendar.seconds(
            hour: fixedDigits(2, at: start),
            minute: fixedDigits(2, at: start + 3),
            second: fixedDigits(2, at: start + 6)
        )
    }

    /// The digits after a decimal point, as nanoseconds; digits beyond the ninth are dropped.
    func fraction(at start: Int, to end: Int) -> (nanoseconds: Int64, end: Int) {
        var nanoseconds: Int64 = 0
        var unit: Int64 = 100_000_000
        var index = start
        while index < end {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit < 10 else {
                break
            }
            nanoseconds += Int64(digit) * unit
            unit /= 10
            index += 1
        }
        return (nanoseconds, index)
    }

    private func isTimeSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "T") || byte == UInt8(ascii: "t") || byte == UInt8(ascii: " ")
    }
}
