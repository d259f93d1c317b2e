/// Reads a JSON document in one pass, checks all of it, and keeps only the wanted values.
///
/// https://www.rfc-editor.org/rfc/rfc8259 Keys may come in any order. A wanted one that comes twice is refused, since
/// readers differ in which of the two they take. Control characters inside strings are let through.
package struct JSONReader: Sendable {
    /// Documents that nest deeper are refused.
    package static let depthLimit = 64

    let paths: JSONPaths
    /// What was found by the last ``read(_:_:)``, by slot.
    package private(set) var values: [JSONValue]

    /// A reader for many documents.
    package init(_ paths: JSONPaths) {
        self.paths = paths
        values = Array(repeating: JSONValue(), count: paths.slotCount)
    }

    /// Reads the document in `range`. Returns nil, or why it was refused.
    package mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> JSONFailure? {
        for slot in values.indices {
            values[slot] = JSONValue()
        }
        var cursor = JSONCursor(position: range.lowerBound, end: range.upperBound)
        cursor.skipSpace(bytes)
        guard readValue(bytes, &cursor, node: 0, depth: 0) else {
            return JSONFailure(reason: cursor.reason, offset: cursor.position)
        }
        cursor.skipSpace(bytes)
        return cursor.position == cursor.end ? nil : JSONFailure(reason: .badJSON, offset: cursor.position)
    }

    private mutating func readValue(_ bytes: Span<UInt8>, _ cursor: inout JSONCursor, node: Int, depth: Int) -> Bool {
        guard cursor.position < cursor.end else {
            return false
        }
        guard depth < Self.depthLimit else {
            cursor.reason = .nestedTooDeep
            return false
        }
        let start = cursor.position
        var value = JSONValue()
        switch bytes[start] {
        case UInt8(ascii: "{"):
            guard readObject(bytes, &cursor, node: node, depth: depth) else {
                return false
            }
            value.kind = .object
        case UInt8(ascii: "["):
            return readArray(bytes, &cursor, node: node, depth: depth)
        case UInt8(ascii: "\""):
            guard let string = cursor.string(bytes) else {
                return false
            }
            value = string
        case UInt8(ascii: "t"):
            guard cursor.take(bytes, "true") else {
                return false
            }
            value.kind = .boolean
        case UInt8(ascii: "f"):
            guard cursor.take(bytes, "false") else {
                return false
            }
            value.kind = .boolean
        case UInt8(ascii: "n"):
            guard cursor.take(bytes, "null") else {
                return false
            }
            value.kind = .null
        default:
            guard cursor.takeNumber(bytes) else {
                return false
            }
            value.kind = .number
        }
        if value.kind != .string {
            value.range = ByteRange(start..<cursor.position)
        }
        guard note(value, node) else {
            cursor.reason = .duplicateKey
            cursor.position = start
            return false
        }
        return true
    }

    /// Keeps a value if it is wanted; false where there is one already.
    @inline(always)
    private mutating func note(_ value: JSONValue, _ node: Int) -> Bool {
        guard node >= 0 else {
            return true
        }
        let slot = Int(paths.nodes[node].slot)
        guard slot >= 0 else {
            return true
        }
        let isFirst = values[slot].kind == .absent
        values[slot] = value
        return isFirst
    }

    /// The node of a key that may hold escapes.
    @inline(always)
    private func find(_ bytes: Span<UInt8>, _ key: JSONValue, below node: Int) -> Int {
        guard key.isEscaped, node >= 0 else {
            return paths.find(bytes, key.range.indices, below: node)
        }
        var text: [UInt8] = []
        Escaping.json.decode(bytes.extracting(key.range.indices), into: &text)
        return paths.find(text.span, text.indices, below: node)
    }

    private mutating func readObject(_ bytes: Span<UInt8>, _ cursor: inout JSONCursor, node: Int, depth: Int) -> Bool {
        cursor.position += 1
        cursor.skipSpace(bytes)
        if cursor.take(bytes, UInt8(ascii: "}")) {
            return true
        }
        while true {
            guard let key = cursor.string(bytes) else {
                return false
            }
            cursor.skipSpace(bytes)
            guard cursor.take(bytes, UInt8(ascii: ":")) else {
                return false
            }
            cursor.skipSpace(bytes)
            let child = find(bytes, key, below: node)
            guard readValue(bytes, &cursor, node: child, depth: depth + 1) else {
                return false
            }
            cursor.skipSpace(bytes)
            if cursor.take(bytes, UInt8(ascii: "}")) {
                return true
            }
            guard cursor.take(bytes, UInt8(ascii: ",")) else {
                return false
            }
            cursor.skipSpace(bytes)
        }
    }

    private mutating func readArray(_ bytes: Span<UInt8>, _ cursor: inout JSONCursor, node: Int, depth: Int) -> Bool {
        cursor.position += 1
        cursor.skipSpace(bytes)
        if cursor.take(bytes, UInt8(ascii: "]")) {
            return true
        }
        var element = node
        while true {
            guard readValue(bytes, &cursor, node: element, depth: depth + 1) else {
                return false
            }
            // Only the first element stands for the array.
            element = -1
            cursor.skipSpace(bytes)
            if cursor.take(bytes, UInt8(ascii: "]")) {
                return true
            }
            guard cursor.take(bytes, UInt8(ascii: ",")) else {
                return false
            }
            cursor.skipSpace(bytes)
        }
    }
}
