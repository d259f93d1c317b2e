import AccessLogs

/// What ``JSONReader`` does, the slow way: letter by letter, each document for itself, and without any memory.
struct TwinJSONReader {
    private struct Failure: Error {}

    private let text: ArraySlice<UInt8>
    private let paths: [String]
    private var position: Int
    private var reason = RejectReason.badJSON
    private(set) var values: [JSONValue]
    private(set) var failure: JSONFailure?

    init(_ text: ArraySlice<UInt8>, _ paths: [String]) {
        self.text = text
        self.paths = paths
        position = text.startIndex
        values = Array(repeating: JSONValue(), count: paths.count)
        do {
            skipSpace()
            try value(at: [], depth: 0)
            skipSpace()
            guard position == text.endIndex else {
                throw Failure()
            }
        } catch {
            failure = JSONFailure(reason: reason, offset: position)
        }
    }

    private var next: UInt8? { position < text.endIndex ? text[position] : nil }

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

    /// Reads a value. A name of nil stands for what nobody can want.
    private mutating func value(at name: [String]?, depth: Int) throws {
        guard let first = next else {
            throw Failure()
        }
        guard depth < 64 else {
            throw fault(.nestedTooDeep)
        }
        let start = position
        var value = JSONValue()
        switch first {
        case UInt8(ascii: "["):
            return try array(at: name, depth: depth)
        case UInt8(ascii: "{"):
            try object(at: name, depth: depth)
            value.kind = .object
        case UInt8(ascii: "\""):
            let (range, isEscaped) = try string()
            value = JSONValue(kind: .string, range: ByteRange(range), isEscaped: isEscaped)
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            try need(first == UInt8(ascii: "t") ? "true" : "false")
            value.kind = .boolean
        case UInt8(ascii: "n"):
            try need("null")
            value.kind = .null
        default:
            try number()
            value.kind = .number
        }
        if value.kind != .string {
            value.range = ByteRange(start..<position)
        }
        guard let name, let slot = paths.firstIndex(of: name.joined(separator: ".")), !name.isEmpty else {
            return
        }
        guard values[slot].kind == .absent else {
            position = start
            throw fault(.duplicateKey)
        }
        values[slot] = value
    }

    private mutating func fault(_ reason: RejectReason) -> Failure {
        self.reason = reason
        return Failure()
    }

    private mutating func object(at name: [String]?, depth: Int) throws {
        try list(from: "{", to: "}") { twin, _ in
            let key = try twin.string().range
            twin.skipSpace()
            try twin.need(":")
            twin.skipSpace()
            let text = String(decoding: TwinEscapes.json(Array(twin.text[key])), as: UTF8.self)
            try twin.value(at: name.map { $0 + [text] }, depth: depth + 1)
        }
    }

    private mutating func array(at name: [String]?, depth: Int) throws {
        try list(from: "[", to: "]") { twin, index in
            try twin.value(at: index == 0 ? name : nil, depth: depth + 1)
        }
    }

    private mutating func list(
        from open: String,
        to close: String,
        element: (inout TwinJSONReader, Int) throws -> Void
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

    private mutating func string() throws -> (range: Range<Int>, isEscaped: Bool) {
        try need("\"")
        let start = position
        var isEscaped = false
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                guard let length = try? TwinEscapes.length(text[position...]) else {
                    throw fault(isHalf ? .loneSurrogate : .badEscape)
                }
                position += length
            } else {
                position += 1
            }
        }
        try need("\"")
        return (start..<position - 1, isEscaped)
    }

    /// Whether the escape here would be right, were it not half of a character.
    private var isHalf: Bool {
        let letters = TwinEscapes.latin(text[position...].prefix(6))
        return letters.wholeMatch(of: #/\\u[dD][89a-fA-F][0-9a-fA-F]{2}/#) != nil
    }

    private mutating func number() throws {
        func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
        func digits() throws {
            guard isDigit(next) else {
                throw Failure()
            }
            while isDigit(next) { position += 1 }
        }
        _ = take("-")
        if !take("0") {
            try digits()
        }
        if take(".") {
            try digits()
        }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            try digits()
        }
    }
}
