extension LogrusFields {
    /// Reads a line of the text formatter: `key=value key="a \"quoted\" value"`.
    ///
    /// Returns nil, or the offset of a quote that nothing ends.
    mutating func readText(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int? {
        var position = line.lowerBound
        while position < line.upperBound {
            let equals = bytes.firstIndex(
                of: UInt8(ascii: "="),
                or: UInt8(ascii: " "),
                in: position..<line.upperBound
            )
            guard equals < line.upperBound, bytes[equals] == UInt8(ascii: "=") else {
                // A word without a value.
                position = equals + 1
                continue
            }
            let key = position..<equals
            var start = equals + 1
            var end: Int
            if start < line.upperBound, bytes[start] == UInt8(ascii: "\"") {
                start += 1
                guard let quote = endOfQuoted(bytes, start..<line.upperBound) else {
                    return start - 1
                }
                end = quote
                position = quote + 2
            } else {
                end = bytes.firstIndex(of: UInt8(ascii: " "), in: start..<line.upperBound)
                position = end + 1
            }
            set(bytes, key, ByteRange(start..<end))
        }
        return nil
    }

    private mutating func endOfQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while true {
            index = bytes.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), in: index..<range.upperBound)
            guard index < range.upperBound else {
                return nil
            }
            if bytes[index] == UInt8(ascii: "\"") {
                return index
            }
            escaping = .backslash
            guard index + 2 <= range.upperBound else {
                return nil
            }
            index += 2
        }
    }
}
