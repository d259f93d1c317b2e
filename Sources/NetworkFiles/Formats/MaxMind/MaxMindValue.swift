/// A value of a MaxMind file's data section, as far as lists of networks need it.
enum MaxMindValue {
    case text(String)
    case number(UInt64)
    case map([String: MaxMindValue])
    /// Of another type.
    case other

    subscript(key: String) -> MaxMindValue? { if case .map(let map) = self { map[key] } else { nil } }

    var number: UInt64? { if case .number(let number) = self { number } else { nil } }

    var text: String? { if case .text(let text) = self { text } else { nil } }
}

/// Reads values. Whatever the bytes say, it ends: what reaches beyond the section, nests deeply or refers in circles is
/// damage.
struct MaxMindData {
    struct Damage: Error {
        /// The byte of the file.
        var position: Int
    }

    private let bytes: [UInt8]
    /// Where pointers count from.
    private let start: Int
    private let end: Int
    private var position: Int
    /// Values that may still be read for one record.
    private var left = 1_000

    /// - Parameters:
    ///   - section: the part of the file that values may stand in.
    ///   - offset: from the beginning of the section to the value.
    init(_ bytes: [UInt8], section: Range<Int>, offset: Int) {
        self.bytes = bytes
        start = section.lowerBound
        end = section.upperBound
        position = section.lowerBound + offset
    }

    mutating func value(depth: Int = 0) throws(Damage) -> MaxMindValue {
        left -= 1
        guard left > 0, depth < 16 else { throw Damage(position: position) }
        let control = Int(try byte())
        if control >> 5 == 1 { return try pointedAt(control, depth) }
        var type = control >> 5
        if type == 0 { type = try Int(byte()) + 7 }
        let size = try size(control & 31)
        switch type {
        case 2: return .text(String(decoding: try run(size), as: UTF8.self))
        // Unsigned, of 16, 32, 64 bits.
        case 5, 6, 9:
            guard size <= 8 else { throw Damage(position: position) }
            return .number(try run(size).reduce(0) { $0 << 8 | UInt64($1) })
        case 7:
            var map: [String: MaxMindValue] = [:]
            for _ in 0..<size {
                guard case .text(let key) = try value(depth: depth + 1) else { throw Damage(position: position) }
                map[key] = try value(depth: depth + 1)
            }
            return .map(map)
        case 11:
            for _ in 0..<size { _ = try value(depth: depth + 1) }
            return .other
        // Double, bytes, signed, 128 bits, float.
        case 3, 4, 8, 10, 15:
            _ = try run(size)
            return .other
        // A truth value is its size.
        case 14: return .other
        default: throw Damage(position: position)
        }
    }

    private mutating func pointedAt(_ control: Int, _ depth: Int) throws(Damage) -> MaxMindValue {
        let width = control >> 3 & 3
        var offset = width == 3 ? 0 : control & 7
        for _ in 0...width { offset = try offset << 8 | Int(byte()) }
        offset += [0, 2_048, 526_336, 0][width]
        let behind = position
        position = start + offset
        let value = try value(depth: depth + 1)
        position = behind
        return value
    }

    private mutating func size(_ bits: Int) throws(Damage) -> Int {
        guard bits > 28 else { return bits }
        var more = 0
        for _ in 0..<(bits - 28) { more = try more << 8 | Int(byte()) }
        return more + [29, 285, 65_821][bits - 29]
    }

    private mutating func byte() throws(Damage) -> UInt8 {
        guard position >= start, position < end else { throw Damage(position: position) }
        position += 1
        return bytes[position - 1]
    }

    private mutating func run(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
        guard position >= start, position <= end, count <= end - position else { throw Damage(position: position) }
        position += count
        return bytes[(position - count)..<position]
    }
}
