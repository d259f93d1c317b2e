/// Where reading stands in a JSON document. A method that fails leaves the position at the byte that is wrong.
struct JSONCursor: BitwiseCopyable {
    var position: Int
    let end: Int
    /// Why reading failed, if it did.
    var reason = RejectReason.badJSON

    init(position: Int, end: Int) {
        self.position = position
        self.end = end
    }

    @inline(always)
    mutating func skipSpace(_ bytes: Span<UInt8>) {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Goes over `byte` if it comes next.
    @inline(always)
    mutating func take(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
        guard position < end, bytes[position] == byte else {
            return false
        }
        position += 1
        return true
    }

    /// Goes over `word` if it comes next.
    mutating func take(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
        guard bytes.starts(with: word, in: position..<end) else {
            return false
        }
        position += word.utf8CodeUnitCount
        return true
    }

    /// Goes over a string; the value's range leaves out the quotes.
    @inline(always)
    mutating func string(_ bytes: Span<UInt8>) -> JSONValue? {
        take(bytes, UInt8(ascii: "\"")) ? restOfString(bytes) : nil
    }

    /// Goes over a string whose first quote is behind already.
    @inline(always)
    mutating func restOfString(_ bytes: Span<UInt8>) -> JSONValue? {
        let start = position
        let next = bytes.firstQuoteOrBackslash(from: start, to: end)
        guard next < end, bytes[next] == UInt8(ascii: "\"") else {
            return restOfEscapedString(bytes, from: start, firstMark: next)
        }
        position = next &+ 1
        return JSONValue(kind: .string, range: ByteRange(start..<next))
    }

    /// Goes over a string that has a backslash at `firstMark`, or no end.
    @inline(never)
    private mutating func restOfEscapedString(_ bytes: Span<UInt8>, from start: Int, firstMark: Int) -> JSONValue? {
        position = firstMark
        while position < end {
            if bytes[position] == UInt8(ascii: "\"") {
                position += 1
                return JSONValue(kind: .string, range: ByteRange(start..<position - 1), isEscaped: true)
            }
            guard takeEscape(bytes) else {
                return nil
            }
            position = bytes.firstQuoteOrBackslash(from: position, to: end)
        }
        return nil
    }

    private mutating func takeEscape(_ bytes: Span<UInt8>) -> Bool {
        reason = .badEscape
        guard position + 1 < end else {
            return false
        }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            guard let unit = unit(bytes, at: position) else {
                return false
            }
            if unit & 0xF800 == 0xD800 {
                // https://www.rfc-editor.org/rfc/rfc8259#section-7: beyond the first plane, two escapes are a character.
                reason = .loneSurrogate
                guard unit & 0x400 == 0, let low = self.unit(bytes, at: position + 6), low & 0xFC00 == 0xDC00 else {
                    return false
                }
                position += 6
            }
            position += 6
        default:
            return false
        }
        reason = .badJSON
        return true
    }

    /// The value of the `\uXXXX` at an offset, or nil where there is none.
    private func unit(_ bytes: Span<UInt8>, at offset: Int) -> UInt32? {
        guard offset + 6 <= end, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return bytes.hexadecimal(4, at: offset + 2)
    }

    /// Goes over a value that is no string and no container.
    @inline(always)
    mutating func word(_ bytes: Span<UInt8>) -> JSONValue? {
        let start = position
        let length = bytes.lengthOfPlainNumber(at: start, to: end)
        guard length == 0 else {
            position += length
            return JSONValue(kind: .number, range: ByteRange(start..<position))
        }
        return otherWord(bytes)
    }

    @inline(never)
    private mutating func otherWord(_ bytes: Span<UInt8>) -> JSONValue? {
        let start = position
        var kind = JSONValue.Kind.boolean
        let isWord: Bool
        switch bytes[start] {
        case UInt8(ascii: "t"):
            isWord = take(bytes, "true")
        case UInt8(ascii: "f"):
            isWord = take(bytes, "false")
        case UInt8(ascii: "n"):
            kind = .null
            isWord = take(bytes, "null")
        default:
            kind = .number
            isWord = takeNumber(bytes)
        }
        return isWord ? JSONValue(kind: kind, range: ByteRange(start..<position)) : nil
    }

    /// Goes over a number: `-1`, `0.5`, `6e23`.
    mutating func takeNumber(_ bytes: Span<UInt8>) -> Bool {
        _ = take(bytes, UInt8(ascii: "-"))
        if take(bytes, UInt8(ascii: "0")) {
            // A zero in front stands alone.
        } else if !takeDigits(bytes) {
            return false
        }
        if take(bytes, UInt8(ascii: ".")), !takeDigits(bytes) {
            return false
        }
        if take(bytes, UInt8(ascii: "e")) || take(bytes, UInt8(ascii: "E")) {
            if !take(bytes, UInt8(ascii: "+")) {
                _ = take(bytes, UInt8(ascii: "-"))
            }
            return takeDigits(bytes)
        }
        return true
    }

    private mutating func takeDigits(_ bytes: Span<UInt8>) -> Bool {
        let start = position
        while position < end, bytes[position] &- UInt8(ascii: "0") < 10 {
            position += 1
        }
        return position > start
    }
}

extension Span where Element == UInt8 {
    /// How long the number at `start` is, if it has fewer than eight digits and nothing else; else 0.
    @inline(always)
    fileprivate func lengthOfPlainNumber(at start: Int, to end: Int) -> Int {
        guard start + 8 <= end else {
            return 0
        }
        // Less the digit zero, a digit's lane is below ten, so that adding 118 leaves its top bit alone. A carry comes
        // from no lane that is a digit, and the first other one is all that counts.
        let digits = word(at: start).bits ^ Word(repeating: UInt8(ascii: "0")).bits
        let others = ((digits &+ Word(repeating: 118).bits) | digits) & Word(repeating: 0x80).bits
        let length = others.trailingZeroBitCount >> 3
        guard others != 0, length > 0, length == 1 || digits & 0xFF != 0 else {
            return 0
        }
        switch self[start + length] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return length
        default: return 0
        }
    }
}
