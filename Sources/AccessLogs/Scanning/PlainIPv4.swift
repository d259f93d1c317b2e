extension Span where Element == UInt8 {
    /// The IPv4 address that stands alone in `range`, `192.0.2.1`: four decimals below 256 without leading zeros. nil for
    /// anything else, and near the end of the span.
    @inline(__always)
    package func plainIPv4(in range: ByteRange) -> UInt32? {
        let start = Int(range.start)
        guard range.count <= 15, start + 16 <= count else {
            return nil
        }
        // What stands behind the range is made zeros, which are no digits.
        let bits = UInt64(range.count) &* 8
        var low = word(at: start).bits
        var high = word(at: start + 8).bits
        if bits < 64 {
            low &= (1 &<< bits) &- 1
            high = 0
        } else {
            high &= (1 &<< (bits &- 64)) &- 1
        }
        var address: UInt64 = 0
        var length = 0
        for octet in 0..<4 {
            // Without branches on the number of digits, which nobody can foresee.
            let first = (low & 0xFF) &- 0x30
            let second = (low >> 8 & 0xFF) &- 0x30
            let third = (low >> 16 & 0xFF) &- 0x30
            let hasSecond = second < 10
            let hasThird = hasSecond && third < 10
            let two = first &* 10 &+ second
            let value = hasThird ? two &* 10 &+ third : hasSecond ? two : first
            let digits = hasThird ? 3 : hasSecond ? 2 : 1
            guard first < 10, value < 256, first > 0 || !hasSecond else {
                return nil
            }
            address = address << 8 | value
            length += digits
            let shift = UInt64(digits) &* 8
            guard octet == 3 || low &>> shift & 0xFF == 0x2E else {
                return nil
            }
            length += octet == 3 ? 0 : 1
            let step = shift &+ 8
            low = low &>> step | high &<< (64 &- step)
            high = high &>> step
        }
        return length == Int(range.count) ? UInt32(truncatingIfNeeded: address) : nil
    }
}
