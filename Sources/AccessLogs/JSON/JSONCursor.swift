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
        guard take(bytes, UInt8(ascii: "\"")) else {
            return nil
        }
        let start = position
        var isEscaped = false
        while true {
            let next = bytes.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), in: position..<end)
            guard next < end else {
                position = end
                return nil
            }
            position = next
            if bytes[next] == UInt8(ascii: "\"") {
                position += 1
                return JSONValue(kind: .string, range: ByteRange(start..<next), isEscaped: isEscaped)
            }
            isEscaped = true
            guard takeEscape(bytes) else {
                return nil
            }
        }
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
