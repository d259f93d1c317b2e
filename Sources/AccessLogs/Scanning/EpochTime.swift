extension Span where Element == UInt8 {
    /// Whole seconds since 1970 for a count of `unitsPerSecond` at `start`, and where it ends: `1761523054.867`.
    /// A fraction is read and dropped; a time behind the year 9999 is none.
    func epochTime(at start: Int, to end: Int, unitsPerSecond: Int64) -> (seconds: Int64, end: Int)? {
        let whole = digits(from: start, to: end)
        guard whole.end > start else {
            return nil
        }
        var next = whole.end
        if next < end, self[next] == UInt8(ascii: ".") {
            let fraction = self.fraction(at: next + 1, to: end)
            if fraction.end > next + 1 {
                next = fraction.end
            }
        }
        let seconds = whole.value / unitsPerSecond
        return seconds < 253_402_300_800 ? (seconds, next) : nil
    }
}
