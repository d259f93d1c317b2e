import Traffic

/// A hash of a run of bytes, in 128 bits: enough to stand for the run. Nobody can foresee it, since it hangs on a number
/// drawn anew for each process.
package struct RunHash: BitwiseCopyable, Hashable, Sendable {
    package var low: UInt64
    package var high: UInt64

    /// The hash of no run.
    static let none = RunHash(low: 0, high: 0)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// - Parameters:
    ///   - seed: mixed in, so that one run can mean different things.
    ///   - otherSeed: one more; both may be the halves of another run's hash, which this one then stands for too.
    @inline(__always)
    package init(_ run: Span<UInt8>, seed: UInt64 = 0, and otherSeed: UInt64 = 0) {
        let secret = TableSeed.ofProcess
        let other = ~secret &* 0x9E37_79B9_7F4A_7C15
        var low = seed ^ secret
        var high = UInt64(run.count) ^ other ^ otherSeed
        // Unsafe: loads of eight bytes, or of the one to seven that there are, all within the run.
        unsafe run.withUnsafeBytes { bytes in
            let count = bytes.count
            if count >= 16 {
                var offset = 0
                while offset + 16 < count {
                    mix(&low, &high, unsafe word(bytes, offset), unsafe word(bytes, offset + 8), secret, other)
                    offset += 16
                }
                mix(&low, &high, unsafe word(bytes, count - 16), unsafe word(bytes, count - 8), secret, other)
            } else if count >= 8 {
                mix(&low, &high, unsafe word(bytes, 0), unsafe word(bytes, count - 8), secret, other)
            } else {
                var rest: UInt64 = 0
                for index in 0..<count { rest = rest << 8 | UInt64(unsafe bytes[index]) }
                mix(&low, &high, rest, 0, secret, other)
            }
        }
        self.low = fold(low ^ other, high ^ 0xD6E8_FEB8_6659_FD93)
        self.high = fold(high ^ secret, low ^ 0xA076_1D64_78BD_642F) | 1
    }
}

/// Takes in sixteen bytes: each half goes into both lanes, masked by what came before.
@inline(__always)
private func mix(
    _ low: inout UInt64,
    _ high: inout UInt64,
    _ first: UInt64,
    _ second: UInt64,
    _ secret: UInt64,
    _ other: UInt64
) {
    let before = high
    high = fold(second ^ high, first ^ other) &+ low
    low = fold(first ^ low, second ^ secret) ^ before
}

@inline(__always)
private func fold(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = first.multipliedFullWidth(by: second)
    return product.high ^ product.low
}

@inline(__always)
private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}
