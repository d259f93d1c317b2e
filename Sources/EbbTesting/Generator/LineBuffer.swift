/// Bytes of lines, with the few ways in which a log's writer appends to them.
struct LineBuffer {
    private(set) var bytes: [UInt8] = []
    private(set) var lines = 0

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        lines = 0
    }

    @inline(always)
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    @inline(always)
    mutating func append(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    @inline(always)
    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        lines += 1
    }

    /// In decimal digits, with zeros in front up to `width`.
    mutating func append(_ number: Int, width: Int = 1) {
        var divisor = 1
        var digits = 1
        while number / divisor >= 10 || digits < width {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    /// 16 hexadecimal digits.
    mutating func append(hexadecimal word: UInt64) {
        var shift: UInt64 = 64
        while shift > 0 {
            shift -= 4
            bytes.append(Self.hexadecimal[Int((word >> shift) & 15)])
        }
    }

    /// The 64 hexadecimal digits of the digest that a key stands for.
    mutating func append(digest key: UInt64) {
        for part: UInt64 in 0..<4 { append(hexadecimal: Draw.hash(key, part)) }
    }

    /// `10:11:12`, from seconds since midnight.
    mutating func append(timeOfDay seconds: Int) {
        append(seconds / 3600, width: 2)
        append(UInt8(ascii: ":"))
        append(seconds / 60 % 60, width: 2)
        append(UInt8(ascii: ":"))
        append(seconds % 60, width: 2)
    }
}

extension LineBuffer {
    /// Two digits.
    mutating func append(uppercaseHexadecimal byte: UInt8) {
        for digit in [byte >> 4, byte & 15] {
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
    }
}
