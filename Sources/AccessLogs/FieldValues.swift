extension Span where Element == UInt8 {
    /// Whether a field holds nothing: it is empty or `-`.
    @inline(always)
    func isAbsent(_ field: Range<Int>) -> Bool {
        field.isEmpty || (field.count == 1 && self[field.lowerBound] == UInt8(ascii: "-"))
    }

    /// The field, or none where it holds nothing.
    @inline(always)
    func present(_ field: Range<Int>) -> ByteRange {
        isAbsent(field) ? .none : ByteRange(field)
    }

    /// Whether `line` begins with `prefix`.
    @inline(always)
    func equals(_ prefix: [UInt8], inStartOf line: Range<Int>) -> Bool {
        prefix.isEmpty
            || (line.count >= prefix.count && equals(prefix, in: line.lowerBound..<line.lowerBound + prefix.count))
    }
}

extension Record {
    /// Reads the status at `start`; returns where it ends, or nil. `-`, `-1` and `000` are no status.
    @inline(always)
    mutating func setStatus(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Int? {
        if start < end, bytes[start] == UInt8(ascii: "-") {
            status = 0
            return start + 1 < end && bytes[start + 1] == UInt8(ascii: "1") ? start + 2 : start + 1
        }
        let digits = bytes.digits(from: start, to: end)
        guard digits.end > start, digits.value <= 999 else {
            return nil
        }
        status = UInt16(truncatingIfNeeded: digits.value)
        return digits.end
    }

    /// Reads the number of bytes at `start`; returns where it ends, or nil. `-` is how servers write none,
    /// `-1` how they write that they do not know.
    @inline(always)
    mutating func setBytes(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Int? {
        if start < end, bytes[start] == UInt8(ascii: "-") {
            let isUnknown = start + 1 < end && bytes[start + 1] == UInt8(ascii: "1")
            self.bytes = isUnknown ? -1 : 0
            return isUnknown ? start + 2 : start + 1
        }
        let digits = bytes.digits(from: start, to: end)
        guard digits.end > start else {
            return nil
        }
        self.bytes = digits.value
        return digits.end
    }

    /// Sets ``escaping`` where an escape's mark stands in a field that may hold one, so that other records need no decoding.
    @inline(always)
    mutating func noteEscaping(_ escaping: Escaping, _ bytes: Span<UInt8>) {
        guard escaping != .none else {
            return
        }
        let mark = escaping.mark
        if bytes.contains(mark, in: userAgent) || bytes.contains(mark, in: path) || bytes.contains(mark, in: referer)
            || bytes.contains(mark, in: query)
        {
            self.escaping = escaping
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether `byte` stands anywhere in `range`.
    @inline(__always)
    package func contains(_ byte: UInt8, in range: ByteRange) -> Bool {
        firstIndex(of: byte, in: range.indices) < range.indices.upperBound
    }
}
