package import Store

/// A 128-bit hash of a stream of bytes, made to be fast: no cryptography, only a name for a content.
///
/// Four lanes take 16 bytes each per block of 64. A lane multiplies what comes, masked by its state, to 128 bits and
/// adds both halves to its state beside the bytes themselves, so that a factor of zero loses nothing.
/// The value depends on the bytes only, never on how they were cut.
package struct ContentHash: Sendable {
    private var lanes = Lanes()
    private var length: Int64 = 0
    /// The bytes of the block that is not full yet.
    private var rest: [UInt8] = []

    package init() {}

    /// Takes in the next bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
        length += Int64(bytes.count)
        var start = 0
        if !rest.isEmpty {
            while rest.count < 64, start < bytes.count {
                rest.append(bytes[start])
                start += 1
            }
            guard rest.count == 64 else { return }
            let block = rest
            lanes.absorb(block.span)
            rest = []
        }
        let whole = (bytes.count - start) / 64 * 64
        lanes.absorb(bytes.extracting(start..<start + whole))
        for index in start + whole..<bytes.count { rest.append(bytes[index]) }
    }

    /// The identity of the bytes so far; more may follow.
    package var identity: Identity {
        var lanes = lanes
        if !rest.isEmpty {
            let block = rest + [UInt8](repeating: 0, count: 64 - rest.count)
            lanes.absorb(block.span)
        }
        let (high, low) = lanes.finish(length: UInt64(length))
        return Identity(length: length, high: high, low: low)
    }
}

private struct Lanes: BitwiseCopyable {
    private typealias Lane = (first: UInt64, second: UInt64)
    private var a: Lane = (0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9)
    private var b: Lane = (0x94D0_49BB_1331_11EB, 0xD6E8_FEB8_6659_FD93)
    private var c: Lane = (0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB)
    private var d: Lane = (0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)

    /// - Parameter bytes: whole blocks of 64.
    mutating func absorb(_ bytes: Span<UInt8>) {
        var lanes = self
        // Unsafe: loads of eight bytes, each within a block that lies within the span.
        unsafe bytes.withUnsafeBytes { bytes in
            for block in stride(from: 0, to: bytes.count, by: 64) {
                Self.mix(&lanes.a, unsafe word(bytes, block), unsafe word(bytes, block + 8))
                Self.mix(&lanes.b, unsafe word(bytes, block + 16), unsafe word(bytes, block + 24))
                Self.mix(&lanes.c, unsafe word(bytes, block + 32), unsafe word(bytes, block + 40))
                Self.mix(&lanes.d, unsafe word(bytes, block + 48), unsafe word(bytes, block + 56))
            }
        }
        self = lanes
    }

    func finish(length: UInt64) -> (UInt64, UInt64) {
        var end: Lane = (length, ~length)
        for lane in [a, b, c, d] {
            for _ in 0..<2 { Self.mix(&end, lane.first, lane.second) }
        }
        for _ in 0..<2 { Self.mix(&end, end.second, end.first) }
        return end
    }

    @inline(always)
    private static func mix(_ lane: inout Lane, _ first: UInt64, _ second: UInt64) {
        let product = (first ^ lane.first).multipliedFullWidth(by: second ^ lane.second)
        lane.first = (lane.first << 23 | lane.first >> 41) &+ (product.high ^ first)
        lane.second = (lane.second << 29 | lane.second >> 35) &+ (product.low ^ second)
    }
}

@inline(always)
private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}
