/// The key of the mode `keyed`, 16 bytes, and SipHash-2-4, the hash it is for: short inputs, and nobody without the key
/// finds the address by trying all of them.
///
/// https://www.aumasson.jp/siphash/siphash.pdf
package struct PrivacyKey: Hashable, Sendable {
    private let low: UInt64
    private let high: UInt64

    /// - Parameter bytes: 16 of them; nil for any other number.
    package init?(bytes: Span<UInt8>) {
        guard bytes.count == 16 else { return nil }
        low = Self.word(bytes, at: 0, count: 8)
        high = Self.word(bytes, at: 8, count: 8)
    }

    /// The hash of a client's id, its lowest byte first.
    package func hash(_ id: UInt64) -> UInt64 {
        let bytes = InlineArray<8, UInt8> { UInt8(truncatingIfNeeded: id >> (8 * UInt64($0))) }
        return hash(bytes.span)
    }

    /// The hash of any bytes.
    package func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var state = SIMD4(
            low ^ 0x736f_6d65_7073_6575,
            high ^ 0x646f_7261_6e64_6f6d,
            low ^ 0x6c79_6765_6e65_7261,
            high ^ 0x7465_6462_7974_6573
        )
        let whole = bytes.count & ~7
        for index in stride(from: 0, to: whole, by: 8) {
            Self.absorb(Self.word(bytes, at: index, count: 8), into: &state)
        }
        let rest = Self.word(bytes, at: whole, count: bytes.count - whole)
        Self.absorb(rest | UInt64(truncatingIfNeeded: bytes.count) << 56, into: &state)
        state.z ^= 0xFF
        for _ in 0..<4 { Self.round(&state) }
        return state.x ^ state.y ^ state.z ^ state.w
    }

    private static func absorb(_ word: UInt64, into state: inout SIMD4<UInt64>) {
        state.w ^= word
        round(&state)
        round(&state)
        state.x ^= word
    }

    private static func round(_ state: inout SIMD4<UInt64>) {
        state.x &+= state.y
        state.y = rotated(state.y, 13) ^ state.x
        state.x = rotated(state.x, 32)
        state.z &+= state.w
        state.w = rotated(state.w, 16) ^ state.z
        state.x &+= state.w
        state.w = rotated(state.w, 21) ^ state.x
        state.z &+= state.y
        state.y = rotated(state.y, 17) ^ state.z
        state.z = rotated(state.z, 32)
    }

    private static func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }

    private static func word(_ bytes: Span<UInt8>, at start: Int, count: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<count { word |= UInt64(bytes[start + index]) << UInt64(8 * index) }
        return word
    }
}
