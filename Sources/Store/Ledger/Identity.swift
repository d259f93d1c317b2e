/// What a source is: the length and a 128-bit hash of its decompressed bytes, whatever its name is today.
package struct Identity: BitwiseCopyable, Hashable, Sendable {
    /// Decompressed bytes.
    package var length: Int64
    package var high: UInt64
    package var low: UInt64

    package init(length: Int64, high: UInt64, low: UInt64) {
        self.length = length
        self.high = high
        self.low = low
    }

    /// The hash in 32 hexadecimal digits.
    package var text: String { hexadecimal(high) + hexadecimal(low) }
}

/// 16 lower-case hexadecimal digits.
package func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
