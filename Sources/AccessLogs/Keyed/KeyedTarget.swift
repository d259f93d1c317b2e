extension Record {
    /// Takes the request's method and target apart; returns the host of an absolute URL.
    @inline(always)
    mutating func setTarget(_ request: JSONValue, _ target: JSONValue, _ bytes: Span<UInt8>) -> ByteRange {
        // `request` may hold the method alone.
        if target.isPresent, request.isPresent, method.isEmpty,
            bytes.firstIndex(of: UInt8(ascii: " "), in: request.range.indices) == request.range.indices.upperBound
        {
            method = request.range
        }
        guard target.isPresent else {
            return request.isPresent ? setRequest(bytes, request.range.indices) : .none
        }
        let range = target.range.indices
        guard target.isEscaped, let host = Self.slashedHost(bytes, range) else {
            return setTarget(bytes, range)
        }
        _ = setTarget(bytes, host.upperBound..<range.upperBound)
        return ByteRange(host)
    }

    /// The host of a URL whose slashes are escaped, `https:\/\/host\/v2\/`, as PHP and some loggers write it.
    private static func slashedHost(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: range.prefix(6))
        guard colon >= range.lowerBound + 4, bytes.starts(with: ":\\/\\/", in: colon..<range.upperBound) else {
            return nil
        }
        let start = colon + 5
        return start..<bytes.firstIndex(of: UInt8(ascii: "\\"), or: UInt8(ascii: "?"), in: start..<range.upperBound)
    }

    /// Whether an escape stands in any of the texts that are decoded later.
    func hasBackslash(_ bytes: Span<UInt8>) -> Bool {
        let mark = UInt8(ascii: "\\")
        return bytes.contains(mark, in: path) || bytes.contains(mark, in: query) || bytes.contains(mark, in: userAgent)
            || bytes.contains(mark, in: referer)
    }
}

extension JSONValue {
    /// Whether there is a text or a number.
    @inline(always)
    var isPresent: Bool { kind == .string || kind == .number }
}

extension Span where Element == UInt8 {
    /// A whole number, written as one or as a string, perhaps as `200.0`; `absent` where there is none, nil where it is
    /// none.
    func wholeNumber(_ value: JSONValue, absent: Int64) -> Int64? {
        guard value.isPresent else {
            return absent
        }
        let range = value.range.indices
        let sign = self[range.lowerBound] == UInt8(ascii: "-") ? 1 : 0
        let number = digits(from: range.lowerBound + sign, to: range.upperBound)
        guard number.end > range.lowerBound + sign else {
            return nil
        }
        if number.end < range.upperBound {
            guard self[number.end] == UInt8(ascii: "."), number.end + 1 < range.upperBound else {
                return nil
            }
            for index in number.end + 1..<range.upperBound where self[index] != UInt8(ascii: "0") {
                return nil
            }
        }
        return sign == 1 ? -number.value : number.value
    }
}
