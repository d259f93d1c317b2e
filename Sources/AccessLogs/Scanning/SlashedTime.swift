extension Span where Element == UInt8 {
    /// The time `2021/06/30 17:26:51` or `2021/06/30 17:26:51.123` that begins at `start`, in seconds since 1970, and where
    /// it ends: as Go's programs head their lines, and nginx its error log. It names no zone; UTC is taken.
    func slashedTime(at start: Int, to end: Int) -> (seconds: Int64, end: Int)? {
        guard end - start >= 19, self[start + 4] == UInt8(ascii: "/"), self[start + 7] == UInt8(ascii: "/"),
            self[start + 10] == UInt8(ascii: " "), let seconds = clock(at: start + 11),
            let days = Calendar.days(
                year: fixedDigits(4, at: start),
                month: fixedDigits(2, at: start + 5),
                day: fixedDigits(2, at: start + 8)
            )
        else {
            return nil
        }
        var next = start + 19
        if next < end, self[next] == UInt8(ascii: ".") {
            let fraction = self.fraction(at: next + 1, to: end)
            next = fraction.end > next + 1 ? fraction.end : next
        }
        return (days * 86_400 + seconds, next)
    }
}
