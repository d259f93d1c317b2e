extension Span where Element == UInt8 {
    /// The first offset in `range` that holds `byte`, or the range's end. Reads eight bytes a step.
    @inline(__always)
    package func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int {
        let wanted = Word(repeating: byte)
        var index = range.lowerBound
        let last = range.upperBound - 8
        while index <= last {
            let lanes = word(at: index).equalLanes(wanted)
            if lanes != 0 {
                return index + lanes.trailingZeroBitCount >> 3
            }
            index += 8
        }
        while index < range.upperBound, self[index] != byte {
            index += 1
        }
        return index
    }

    /// The first offset in `range` that holds one of two bytes, or the range's end.
    @inline(__always)
    package func firstIndex(of first: UInt8, or second: UInt8, in range: Range<Int>) -> Int {
        let wanted = Word(repeating: first)
        let alternative = Word(repeating: second)
        var index = range.lowerBound
        let last = range.upperBound - 8
        while index <= last {
            let eight = word(at: index)
            let lanes = eight.equalLanes(wanted) | eight.equalLanes(alternative)
            if lanes != 0 {
                return index + lanes.trailingZeroBitCount >> 3
            }
            index += 8
        }
        while index < range.upperBound, self[index] != first, self[index] != second {
            index += 1
        }
        return index
    }

    /// The last offset in `range` that holds `byte`, or nil.
    @inline(__always)
    package func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        var index = range.upperBound
        while index > range.lowerBound {
            index -= 1
            if self[index] == byte {
                return index
            }
        }
        return nil
    }

    /// Whether the bytes of `range` are those of `text`.
    @inline(always)
    func equals(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && starts(with: text, in: range)
    }

    /// Whether the bytes of `range` begin with those of `text`.
    @inline(__always)
    package func starts(with text: StaticString, in range: Range<Int>) -> Bool {
        let length = text.utf8CodeUnitCount
        guard range.count >= length else {
            return false
        }
        // unsafe: reads a literal's own bytes, below its own length.
        let letters = unsafe UnsafeBufferPointer(start: text.utf8Start, count: length)
        for offset in 0..<length {
            let letter = unsafe letters[offset]
            if self[range.lowerBound + offset] != letter {
                return false
            }
        }
        return true
    }

    /// Whether the bytes of `range` end with those of `text`.
    func ends(with text: StaticString, in range: Range<Int>) -> Bool {
        let length = text.utf8CodeUnitCount
        return range.count >= length && starts(with: text, in: range.upperBound - length..<range.upperBound)
    }

    /// Whether the bytes of `range` are those of `text`.
    func equals(_ text: [UInt8], in range: Range<Int>) -> Bool {
        guard range.count == text.count else {
            return false
        }
        for offset in text.indices where self[range.lowerBound + offset] != text[offset] {
            return false
        }
        return true
    }

    /// Whether `text` stands anywhere; not for the path of every line.
    package func contains(_ text: StaticString) -> Bool {
        indices.contains { starts(with: text, in: $0..<count) }
    }
}
