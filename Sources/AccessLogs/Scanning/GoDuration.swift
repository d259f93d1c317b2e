extension Span where Element == UInt8 {
    /// The whole milliseconds of what Go prints for a duration: `991.353µs`, `1m2.5s`; nil where it is none.
    /// https://pkg.go.dev/time#Duration.String
    package func goDuration(in range: Range<Int>) -> Int64? {
        var index = range.lowerBound
        var nanoseconds: Int64 = 0
        guard !range.isEmpty else {
            return nil
        }
        while index < range.upperBound {
            let whole = digits(from: index, to: range.upperBound)
            guard whole.end > index else {
                return nil
            }
            index = whole.end
            var billionths: Int64 = 0
            if index < range.upperBound, self[index] == UInt8(ascii: ".") {
                (billionths, index) = fraction(at: index + 1, to: range.upperBound)
            }
            guard let unit = goUnit(at: index, to: range.upperBound) else {
                return nil
            }
            index += unit.length
            // Unit by unit the fraction is exact enough for milliseconds.
            let (product, overflows) = whole.value.multipliedReportingOverflow(by: unit.nanoseconds)
            let part = Int64(Double(billionths) / 1e9 * Double(unit.nanoseconds))
            let (sum, overflowsSum) = nanoseconds.addingReportingOverflow(product)
            let (total, overflowsTotal) = sum.addingReportingOverflow(part)
            if overflows || overflowsSum || overflowsTotal {
                return nil
            }
            nanoseconds = total
        }
        return nanoseconds / 1_000_000
    }

    private func goUnit(at start: Int, to end: Int) -> (nanoseconds: Int64, length: Int)? {
        let rest = start..<end
        if starts(with: "ms", in: rest) { return (1_000_000, 2) }
        if starts(with: "ns", in: rest) { return (1, 2) }
        if starts(with: "us", in: rest) { return (1000, 2) }
        // U+00B5 and U+03BC both look like the letter.
        if starts(with: "\u{B5}s", in: rest) || starts(with: "\u{3BC}s", in: rest) { return (1000, 3) }
        if starts(with: "s", in: rest) { return (1_000_000_000, 1) }
        if starts(with: "m", in: rest) { return (60_000_000_000, 1) }
        if starts(with: "h", in: rest) { return (3_600_000_000_000, 1) }
        return nil
    }
}
