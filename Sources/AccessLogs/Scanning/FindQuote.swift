extension Span where Element == UInt8 {
    /// The first offset from `start` on that holds a quote or a backslash, or `end`. Reads sixteen bytes a step, also
    /// beyond `end`, but never beyond the span.
    @inline(__always)
    package func firstQuoteOrBackslash(from start: Int, to end: Int) -> Int {
        let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        var index = start
        while index < end, index <= count - 16 {
            let sixteen = Sixteen(self, at: index)
            let marks = sixteen.equal(quote) | sixteen.equal(backslash)
            if !marks.isEmpty {
                return Swift.min(index + marks.first, end)
            }
            index += 16
        }
        while index < end, self[index] != UInt8(ascii: "\""), self[index] != UInt8(ascii: "\\") {
            index += 1
        }
        return Swift.min(index, end)
    }
}
