extension Span where Element == UInt8 {
    /// The value of the digits in `range`: nil where it is empty, holds anything else, or is more than an Int64.
    @inline(__always)
    package func integer(in range: Range<Int>) -> Int64? {
        guard !range.isEmpty else {
            return nil
        }
        let (value, end) = digits(from: range.lowerBound, to: range.upperBound)
        return end == range.upperBound ? value : nil
    }

    /// The value of the digits that begin at `start`, and where they end; an end of `start` means that there are none.
    /// Too many digits to be an Int64 count as none.
    @inline(__always)
    package func digits(from start: Int, to end: Int) -> (value: Int64, end: Int) {
        var value: Int64 = 0
        var index = start
        // 18 digits cannot overflow.
        let safe = Swift.min(end, start + 18)
        while index < safe {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit < 10 else {
                return (value, index)
            }
            value = value &* 10 &+ Int64(digit)
            index += 1
        }
        while index < end {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit < 10 else {
                break
            }
            let (tenfold, overflowsTimes) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsPlus) = tenfold.addingReportingOverflow(Int64(digit))
            if overflowsTimes || overflowsPlus {
                return (0, start)
            }
            value = sum
            index += 1
        }
        return (value, index)
    }

    /// The value of exactly `count` digits at `start`, or -1. All of them must lie within the span.
    @inline(always)
    func fixedDigits(_ count: Int, at start: Int) -> Int {
        var value = 0
        for index in start..<start + count {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit < 10 else {
                return -1
            }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }
}

extension Span where Element == UInt8 {
    /// The value of `count` hexadecimal digits at `start`, or nil where they are not all there.
    package func hexadecimal(_ count: Int, at start: Int) -> UInt32? {
        guard start + count <= self.count else {
            return nil
        }
        var value: UInt32 = 0
        for index in start..<start + count {
            let byte = self[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
