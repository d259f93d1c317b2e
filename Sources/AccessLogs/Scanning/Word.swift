/// Eight bytes at once: the ground under every fast search here.
///
/// Lane 0, the lowest eight bits, is the byte that comes first, whatever the machine's byte order.
struct Word {
    let bits: UInt64

    @inline(always)
    init(_ bits: UInt64) {
        self.bits = bits
    }

    /// The same byte in all eight lanes.
    @inline(always)
    init(repeating byte: UInt8) {
        bits = 0x0101_0101_0101_0101 &* UInt64(byte)
    }

    /// The top bit of each lane that is zero. Lanes above the first such one may be marked wrongly.
    @inline(always)
    var zeroLanes: UInt64 {
        (bits &- 0x0101_0101_0101_0101) & ~bits & 0x8080_8080_8080_8080
    }

    /// The top bit of each lane that equals the same lane of `other`; reliable up to the first one.
    @inline(always)
    func equalLanes(_ other: Word) -> UInt64 {
        Word(bits ^ other.bits).zeroLanes
    }
}

extension Span where Element == UInt8 {
    /// The eight bytes from `offset` on; all of them must lie within the span.
    @inline(always)
    func word(at offset: Int) -> Word {
        precondition(offset >= 0 && offset <= count - 8)
        // unsafe: an unaligned load, within the bounds that the line above checks.
        let bits = unsafe withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
        return Word(UInt64(littleEndian: bits))
    }

    /// The eight bytes that end at `end`, the first of them lowest; 0 where there are not so many behind `start`.
    @inline(__always)
    package func eightBytes(from start: Int, to end: Int) -> UInt64 {
        end - start >= 8 ? word(at: end - 8).bits : 0
    }
}
