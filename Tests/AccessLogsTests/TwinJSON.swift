/// A JSON document read the slow way: letter by letter, into values that are kept by the names that lead to them.
struct TwinJSON {
    /// A text or number as it is written, or anything else.
    enum Value: Equatable {
        case text([UInt8])
        case number([UInt8])
        case null
        case other
    }

    private struct Failure: Error {}

    private let text: [UInt8]
    private var position = 0
    /// Each value under its keys, joined by dots: all that a document says under that name, in its order.
    private(set) var values: [[UInt8]: [Value]] = [:]

    /// Fails where the text is no JSON, or nests deeper than 64.
    init(_ text: [UInt8]) throws {
        self.text = text
        skipSpace()
        try value(at: [], depth: 1)
        skipSpace()
        guard position == text.count else {
            throw Failure()
        }
    }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, " \t\n\r".utf8.contains(byte) {
            position += 1
        }
    }

    private mutating func take(_ word: String) -> Bool {
        guard text[position...].starts(with: word.utf8) else {
            return false
        }
        position += word.utf8.count
        return true
    }

    private mutating func need(_ word: String) throws {
        guard take(word) else {
            throw Failure()
        }
    }

    /// Reads a value. A name of nil stands for what nobody can want: what comes after an array's first element.
    private mutating func value(at name: [[UInt8]]?, depth: Int) throws {
        guard depth <= 64 else {
            throw Failure()
        }
        let value: Value
        if next == UInt8(ascii: "[") {
            return try array(at: name, depth: depth)
        } else if next == UInt8(ascii: "{") {
            try object(at: name, depth: depth)
            value = .other
        } else if next == UInt8(ascii: "\"") {
            value = .text(try string())
        } else if take("null") {
            value = .null
        } else if take("true") || take("false") {
            value = .other
        } else {
            value = .number(try number())
        }
        if let name {
            values[Array(name.joined(separator: [UInt8(ascii: ".")])), default: []].append(value)
        }
    }

    private mutating func object(at name: [[UInt8]]?, depth: Int) throws {
        try list(from: "{", to: "}") { twin, _ in
            let key = TwinEscapes.json(try twin.string())
            twin.skipSpace()
            try twin.need(":")
            twin.skipSpace()
            try twin.value(at: name.map { $0 + [key] }, depth: depth + 1)
        }
    }

    private mutating func array(at name: [[UInt8]]?, depth: Int) throws {
        try list(from: "[", to: "]") { twin, index in
            try twin.value(at: index == 0 ? name : nil, depth: depth + 1)
        }
    }

    private mutating func list(
        from open: String,
        to close: String,
        element: (inout TwinJSON, Int) throws -> Void
    ) throws {
        try need(open)
        skipSpace()
        if take(close) {
            return
        }
        var index = 0
        repeat {
            skipSpace()
            try element(&self, index)
            index += 1
            skipSpace()
        } while take(",")
        try need(close)
    }

    /// The string's bytes as they are written, without its quotes.
    private mutating func string() throws -> [UInt8] {
        try need("\"")
        let start = position
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                position += try TwinEscapes.length(text[position...])
            } else {
                position += 1
            }
        }
        try need("\"")
        return Array(text[start..<position - 1])
    }

    private mutating func number() throws -> [UInt8] {
        let rest = TwinEscapes.latin(text[position...])
        guard let match = try #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/#.prefixMatch(in: rest) else {
            throw Failure()
        }
        position += match.output.0.unicodeScalars.count
        return match.output.0.unicodeScalars.map { UInt8($0.value) }
    }
}

/// The escapes of JSON, by looking at one after the other.
enum TwinEscapes {
    private struct Failure: Error {}

    private static let short: [Character: UInt8] = [
        "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
    ]

    /// A character a byte, so that a pattern can look at any bytes.
    static func latin(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: bytes.map { Unicode.Scalar($0) })
        return String(text)
    }

    /// How long the escape is that `text` begins with; fails where it is none, or half a character.
    static func length(_ text: ArraySlice<UInt8>) throws -> Int {
        let letters = Array(latin(text.prefix(12)).unicodeScalars).map { Character($0) }
        if letters.count > 1, short[letters[1]] != nil {
            return 2
        }
        let first = try unit(letters)
        guard (0xD800...0xDFFF).contains(first) else {
            return 6
        }
        guard first < 0xDC00, (0xDC00...0xDFFF).contains(try unit(Array(letters.dropFirst(6)))) else {
            throw Failure()
        }
        return 12
    }

    private static func unit(_ letters: [Character]) throws -> UInt32 {
        guard letters.count >= 6, letters[0] == "\\", letters[1] == "u", letters[2..<6].allSatisfy(\.isHexDigit),
            let value = UInt32(String(letters[2..<6]), radix: 16)
        else {
            throw Failure()
        }
        return value
    }

    /// The text behind `bytes`, in which all escapes are right.
    static func json(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), let length = try? length(bytes[index...]) else {
                output.append(bytes[index])
                index += 1
                continue
            }
            if length == 2 {
                output.append(short[Character(Unicode.Scalar(bytes[index + 1]))] ?? 0)
            } else {
                let digits = latin(bytes[index..<index + length]).split(separator: "\\u")
                let units = digits.compactMap { UInt16($0, radix: 16) }
                output += Array(String(decoding: units, as: UTF16.self).utf8)
            }
            index += length
        }
        return output
    }
}
