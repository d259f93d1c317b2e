import AccessLogs

/// A slow, obvious parser of the text formats, to compare the fast one with: it cuts a line at what stands between
/// the fields, one after the other, on arrays, with no regard to cost.
struct TwinParser {
    enum Outcome: Equatable {
        case record(ParsedRecord)
        case skipped
        case rejected
    }

    struct Failure: Error {}

    private var rest: [UInt8]
    private var fields = TwinFields()
    private let shape: TwinShape

    /// Reads a line of a format that ``TwinShape/shapes`` or ``TwinColumns/layouts`` knows.
    static func parse(_ line: [UInt8], as format: String) throws -> Outcome {
        if let columns = TwinColumns.layouts[format] {
            return (try? columns.parse(line)) ?? .rejected
        }
        for shape in TwinShape.shapes[format] ?? [] {
            var parser = TwinParser(rest: line, shape: shape)
            if (try? parser.read()) != nil {
                guard !shape.isNoRequest, let record = parser.fields.record(escaping: shape.escaping) else {
                    return .skipped
                }
                return .record(record)
            }
        }
        return .rejected
    }

    private init(rest: [UInt8], shape: TwinShape) {
        self.rest = rest
        self.shape = shape
    }

    private mutating func read() throws {
        let places = shape.places
        guard rest.starts(with: shape.prefix) else {
            throw Failure()
        }
        rest.removeFirst(shape.prefix.count)
        for (index, place) in places.enumerated() {
            let value = try value(place, mayEnd: index >= shape.optionalFrom)
            try fields.set(place.name, value, shape)
            if index + 1 >= shape.optionalFrom, rest.isEmpty {
                break
            }
        }
    }

    private mutating func value(_ place: TwinShape.Place, mayEnd: Bool) throws -> [UInt8] {
        if shape.mayBeQuoted, place.name != "clf", rest.first == UInt8(ascii: "\"") {
            rest.removeFirst()
            if let value = cut(Array("\"".utf8) + place.end, where: { _ in true }) {
                return value
            }
            guard mayEnd, rest.last == UInt8(ascii: "\"") else {
                throw Failure()
            }
            defer { rest = [] }
            return Array(rest.dropLast())
        }
        if place.name == "agent", shape.agentQuoteFromEnd > 0 {
            return try valueFromEnd(place)
        }
        if place.end.isEmpty, !place.isNumber {
            defer { rest = [] }
            return rest
        }
        // Where a number or a time ends, only its own bytes say: at the first place where all before it is one.
        var shape = shape
        shape.refusesAbsentClient = false
        let isEnd: (ArraySlice<UInt8>) -> Bool = { before in
            if place.isNumber, !shape.mayBeQuoted || place.name == "clf" {
                var fields = TwinFields()
                return (try? fields.set(place.name, Array(before), shape)) != nil
            }
            return true
        }
        let escaped = place.isQuoted && shape.escaping == .backslash
        if escaped, shape.endsAtFirstQuote {
            let quote = rest.indices.first { index in
                rest[index] == UInt8(ascii: "\"")
                    && rest[..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 0
            }
            guard quote == nil || rest[(quote ?? 0)...].starts(with: place.end) else {
                throw Failure()
            }
        }
        let value = cut(place.end.isEmpty ? [UInt8(ascii: " ")] : place.end) { before in
            !(escaped && before.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1) && isEnd(before)
        }
        if let value {
            return value
        }
        let isCutOff = place.isQuoted && place.isLast && place.end.count == 1 && shape.lastQuoteMayMiss
        guard mayEnd || isCutOff || place.end.isEmpty else {
            throw Failure()
        }
        defer { rest = [] }
        return rest
    }

    /// A field that ends at a quote that is counted from the line's end.
    private mutating func valueFromEnd(_ place: TwinShape.Place) throws -> [UInt8] {
        let quotes = rest.indices.filter { rest[$0] == UInt8(ascii: "\"") }
        guard quotes.count >= shape.agentQuoteFromEnd else {
            throw Failure()
        }
        let end = quotes[quotes.count - shape.agentQuoteFromEnd]
        let value = Array(rest[..<end])
        guard rest[end...].starts(with: place.end), !String(decoding: value, as: UTF8.self).contains("\" \"") else {
            throw Failure()
        }
        rest.removeFirst(end + place.end.count)
        return value
    }

    /// Cuts off what stands before the first `end` at which `isEnd` is true of it, and `end`.
    private mutating func cut(_ end: [UInt8], where isEnd: (ArraySlice<UInt8>) -> Bool) -> [UInt8]? {
        for index in rest.indices where rest[index...].starts(with: end) && isEnd(rest[..<index]) {
            let field = Array(rest[..<index])
            rest = Array(rest[(index + end.count)...])
            return field
        }
        return nil
    }
}
