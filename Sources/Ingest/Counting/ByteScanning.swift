import Foundation

/// A fast hash of a run of bytes, for tables in memory.
///
/// - Parameter seed: mixed in, so that one run can mean different things.
func hashBytes(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    // Unsafe: loads of eight bytes and of the last one to seven, all within the span.
    unsafe bytes.withUnsafeBytes { bytes in
        var offset = 0
        while offset + 8 <= bytes.count {
            hash = fold(hash, UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var last: UInt64 = 0
        while offset < bytes.count {
            last = last << 8 | UInt64(unsafe bytes[offset])
            offset += 1
        }
        hash = fold(hash, last)
    }
    return hash
}

/// Whether two runs hold the same bytes.
func equalBytes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    // Unsafe: memcmp reads as many bytes as both spans hold.
    return unsafe left.withUnsafeBytes { left in
        unsafe right.withUnsafeBytes { right in
            guard let first = left.baseAddress, let second = right.baseAddress else { return true }
            return unsafe memcmp(first, second, left.count) == 0
        }
    }
}

/// The index behind the last newline; nil without one. It lies near the end, so bytes are looked at one by one.
func lastLineEnd(_ bytes: Span<UInt8>) -> Int? {
    var index = bytes.count
    while index > 0 {
        if bytes[index - 1] == 0x0A { return index }
        index -= 1
    }
    return nil
}

@inline(always)
private func fold(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low ^ word
}
