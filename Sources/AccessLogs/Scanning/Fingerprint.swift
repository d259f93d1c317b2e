/// A 64-bit fingerprint of byte strings and numbers, each of which counts with its length.
struct Fingerprint: BitwiseCopyable {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(always)
    mutating func mix(_ word: UInt64) {
        let product = (value ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        value = product.high ^ product.low ^ word
    }

    @inline(always)
    mutating func mix(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            mix(bytes.word(at: index).bits)
            index += 8
        }
        var rest: UInt64 = 0
        while index < range.upperBound {
            rest = rest << 8 | UInt64(bytes[index])
            index += 1
        }
        mix(rest)
        mix(UInt64(range.count))
    }
}
