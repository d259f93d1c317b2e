/// The header of one gzip member, taken apart as its bytes come. It refuses what zlib refuses.
///
/// https://www.rfc-editor.org/rfc/rfc1952#page-5
struct GzipHeader {
    private enum Part: Int {
        /// Ten bytes: magic number, method, flags, time, extra flags, system.
        case fixed
        /// Two bytes: how many of the extra field follow.
        case extraLength
        case extra
        /// Text, ended by a zero.
        case name, comment
        /// Two bytes: the lower half of the CRC-32 of all before it.
        case checksum
        case end
    }

    private var part = Part.fixed
    /// Bytes of this part so far.
    private var count = 0
    /// The last two bytes, as the number that they are.
    private var word: UInt16 = 0
    private var flags: UInt8 = 0
    private var extraLength = 0
    private var crc = UInt32.max

    /// Takes bytes up to the header's end, or to the first that may not stand there.
    /// - Returns: how many were taken.
    mutating func take(_ input: Span<UInt8>) -> (consumed: Int, state: GzipStep.State) {
        for index in input.indices {
            guard take(input[index]) else { return (index + 1, .damaged) }
            if part == .end { return (index + 1, .ended) }
        }
        return (input.count, .goingOn)
    }

    /// - Returns: whether the byte may stand here.
    private mutating func take(_ byte: UInt8) -> Bool {
        word = word >> 8 | UInt16(byte) << 8
        count += 1
        if part == .checksum {
            guard count == 2 else { return true }
            endPart()
            return word == UInt16(truncatingIfNeeded: ~crc)
        }
        add(byte)
        switch (part, count) {
        case (.fixed, 1): return byte == 0x1F
        case (.fixed, 2): return byte == 0x8B
        // Deflate, the only method that there is.
        case (.fixed, 3): return byte == 8
        case (.fixed, 4):
            flags = byte
            // The upper three are reserved: nobody knows what they would put behind the header.
            return byte & 0xE0 == 0
        case (.fixed, 10), (.extra, extraLength):
            endPart()
        case (.extraLength, 2):
            extraLength = Int(word)
            endPart()
        case (.name, _), (.comment, _):
            if byte == 0 { endPart() }
        default: break
        }
        return true
    }

    /// Goes on to the next part that there is.
    private mutating func endPart() {
        count = 0
        repeat { part = Part(rawValue: part.rawValue + 1) ?? .end } while !isThere
    }

    private var isThere: Bool {
        switch part {
        case .fixed, .end: true
        case .extraLength: flags & 0x04 != 0
        case .extra: extraLength > 0
        case .name: flags & 0x08 != 0
        case .comment: flags & 0x10 != 0
        case .checksum: flags & 0x02 != 0
        }
    }

    private mutating func add(_ byte: UInt8) {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320 }
    }
}
