/// What a line's wanted keys hold, by slot.
struct KeyedValues {
    let values: [JSONValue]
    let escaping: Escaping

    /// The first value that there is.
    func first(of slots: [Int], _ bytes: Span<UInt8>) -> JSONValue {
        for slot in slots {
            let value = values[slot]
            if value.kind == .string || value.kind == .number, !bytes.isAbsent(value.range.indices) {
                return value
            }
        }
        return JSONValue()
    }

    /// Whether any of these keys stands in the line, whatever it holds.
    func isThere(anyOf slots: [Int]) -> Bool {
        slots.contains { values[$0].kind != .absent }
    }

    /// Whether any of these keys holds a text without anything in it, or null.
    func isEmptyText(anyOf slots: [Int]) -> Bool {
        slots.contains { values[$0].kind == .string || values[$0].kind == .null }
    }

    /// Takes the request's method and target apart; returns the host of an absolute URL.
    func setTarget(
        _ request: JSONValue,
        _ target: JSONValue,
        _ bytes: Span<UInt8>,
        _ record: inout Record
    ) -> ByteRange {
        // `request` may hold the method alone.
        if target.isPresent, request.isPresent, record.method.isEmpty,
            bytes.firstIndex(of: UInt8(ascii: " "), in: request.range.indices) == request.range.indices.upperBound
        {
            record.method = request.range
        }
        guard target.isPresent else {
            return request.isPresent ? record.setRequest(bytes, request.range.indices) : .none
        }
        let range = target.range.indices
        guard target.isEscaped, let host = slashedHost(bytes, range) else {
            return record.setTarget(bytes, range)
        }
        _ = record.setTarget(bytes, host.upperBound..<range.upperBound)
        return ByteRange(host)
    }

    /// The host of a URL whose slashes are escaped, `https:\/\/host\/v2\/`, as PHP and some loggers write it.
    private func slashedHost(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: range.prefix(6))
        guard colon >= range.lowerBound + 4, bytes.starts(with: ":\\/\\/", in: colon..<range.upperBound) else {
            return nil
        }
        let start = colon + 5
        return start..<bytes.firstIndex(of: UInt8(ascii: "\\"), or: UInt8(ascii: "?"), in: start..<range.upperBound)
    }

    /// Whether any of the texts that are decoded later holds an escape.
    func isEscaped(_ record: Record, _ bytes: Span<UInt8>) -> Bool {
        guard values.contains(where: \.isEscaped) else {
            return false
        }
        let mark = UInt8(ascii: "\\")
        return bytes.contains(mark, in: record.path) || bytes.contains(mark, in: record.query)
            || bytes.contains(mark, in: record.userAgent) || bytes.contains(mark, in: record.referer)
    }
}

extension JSONValue {
    /// Whether there is a text or a number.
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
