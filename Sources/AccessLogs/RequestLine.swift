extension Record {
    /// Takes a request line apart: `GET /v2/?a=b HTTP/1.1`. Returns the host of an absolute target.
    ///
    /// What is no HTTP is kept as well as it goes: with a plausible method the rest is the path, else all of it is.
    /// https://www.rfc-editor.org/rfc/rfc9112#name-request-line
    @inline(always)
    mutating func setRequest(_ bytes: Span<UInt8>, _ line: Range<Int>) -> ByteRange {
        if setUsualRequest(bytes, line) {
            return .none
        }
        let methodEnd = Self.endOfMethod(bytes, line)
        guard methodEnd > line.lowerBound else {
            path = ByteRange(line)
            return .none
        }
        method = ByteRange(line.lowerBound..<methodEnd)
        guard methodEnd < line.upperBound else {
            return .none
        }
        let targetStart = methodEnd + 1
        var targetEnd = line.upperBound
        // The usual ` HTTP/1.1` and ` HTTP/2.0` need no search.
        if targetEnd - targetStart >= 9, bytes[targetEnd - 9] == UInt8(ascii: " "),
            bytes.starts(with: "HTTP/", in: targetEnd - 8..<targetEnd), bytes[targetEnd - 3] != UInt8(ascii: " "),
            bytes[targetEnd - 2] != UInt8(ascii: " "), bytes[targetEnd - 1] != UInt8(ascii: " ")
        {
            targetEnd -= 9
        } else if let space = bytes.lastIndex(of: UInt8(ascii: " "), in: targetStart..<targetEnd),
            bytes.starts(with: "HTTP/", in: space + 1..<targetEnd)
        {
            targetEnd = space
        }
        guard methodEnd == line.lowerBound + 1, bytes[line.lowerBound] == UInt8(ascii: "-") else {
            return setTarget(bytes, targetStart..<targetEnd)
        }
        return setRequestWithoutMethod(bytes, targetStart..<targetEnd)
    }

    /// Takes `GET /path HTTP/1.1` and `HEAD /path HTTP/1.1`, which nearly all lines are, at a few looks; false for others.
    ///
    /// - Parameter mayHaveQuery: false where it is known that no question mark stands in the line.
    @inline(always)
    mutating func setUsualRequest(_ bytes: Span<UInt8>, _ line: Range<Int>, mayHaveQuery: Bool = true) -> Bool {
        guard line.count >= 16 else {
            return false
        }
        let start = bytes.word(at: line.lowerBound).bits
        let isGet = start & 0xFF_FFFF_FFFF == 0x2F_2054_4547
        let isHead = start & 0xFFFF_FFFF_FFFF == 0x2F20_4441_4548
        let end = line.upperBound - 9
        // ` HTTP/1.`, of which the figure may be a 2.
        let isHTTP = bytes.word(at: end).bits & ~(3 << 48) == 0x2E30_2F50_5454_4820
        guard isGet || isHead, isHTTP, bytes[line.upperBound - 1] != UInt8(ascii: " ") else {
            return false
        }
        let methodEnd = line.lowerBound + (isGet ? 3 : 4)
        guard methodEnd < end, !mayHaveQuery || bytes.farIndex(of: UInt8(ascii: "?"), in: methodEnd + 1..<end) == end
        else {
            return false
        }
        method = ByteRange(line.lowerBound..<methodEnd)
        path = ByteRange(methodEnd + 1..<end)
        return true
    }

    /// Takes what load balancers write for a request that they could not read: `- - -`, `- http://host:80- -`.
    private mutating func setRequestWithoutMethod(_ bytes: Span<UInt8>, _ rest: Range<Int>) -> ByteRange {
        method = .none
        var end = rest.upperBound
        if bytes.ends(with: " -", in: rest.lowerBound..<end) {
            end -= 2
        }
        guard !bytes.isAbsent(rest.lowerBound..<end) else {
            return .none
        }
        var authority = setTarget(bytes, rest.lowerBound..<end)
        if path.isEmpty, bytes.ends(with: "-", in: authority.indices) {
            authority.count -= 1
        }
        return authority
    }

    /// Takes a request target apart at its first `?`. Returns the host of an absolute target, `https://host/path`.
    /// https://www.rfc-editor.org/rfc/rfc9112#name-request-target
    @inline(always)
    mutating func setTarget(_ bytes: Span<UInt8>, _ target: Range<Int>) -> ByteRange {
        var start = target.lowerBound
        var authority = ByteRange.none
        if !target.isEmpty, bytes[start] != UInt8(ascii: "/") {
            let prefix = Self.lengthOfScheme(bytes, target)
            if prefix > 0 {
                start += prefix
                let end = bytes.firstIndex(
                    of: UInt8(ascii: "/"),
                    or: UInt8(ascii: "?"),
                    in: start..<target.upperBound
                )
                authority = ByteRange(start..<end)
                start = end
            }
        }
        let mark = bytes.firstIndex(of: UInt8(ascii: "?"), in: start..<target.upperBound)
        path = ByteRange(start..<mark)
        if mark < target.upperBound {
            query = ByteRange(mark + 1..<target.upperBound)
        }
        return authority
    }

    /// Where the method ends: at a space or the line's end after letters; the line's start where there is none.
    @inline(always)
    private static func endOfMethod(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
        var index = line.lowerBound
        while index < line.upperBound, index - line.lowerBound <= 32 {
            let byte = bytes[index]
            if byte == UInt8(ascii: " ") {
                return index
            }
            let letter = (byte | 0x20) &- UInt8(ascii: "a")
            guard letter < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
                return line.lowerBound
            }
            index += 1
        }
        return index == line.upperBound ? index : line.lowerBound
    }

    private static func lengthOfScheme(_ bytes: Span<UInt8>, _ target: Range<Int>) -> Int {
        guard target.count >= 7 else {
            return 0
        }
        // `http`, `https`: a letter's case is one bit.
        let letters: InlineArray<4, UInt8> = [0x68, 0x74, 0x74, 0x70]
        for offset in 0..<4 where bytes[target.lowerBound + offset] | 0x20 != letters[offset] {
            return 0
        }
        let secure = bytes[target.lowerBound + 4] | 0x20 == UInt8(ascii: "s")
        let colon = target.lowerBound + (secure ? 5 : 4)
        return bytes.starts(with: "://", in: colon..<target.upperBound) ? colon + 3 - target.lowerBound : 0
    }
}
