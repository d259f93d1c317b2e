/// Sixteen bytes at once, for searches that go far: twice as fast as ``Word`` from some forty bytes on.
struct Sixteen {
    private let bytes: SIMD16<UInt8>

    /// The bytes from `offset` on; all of them must lie within the span.
    @inline(always)
    init(_ span: Span<UInt8>, at offset: Int) {
        precondition(offset >= 0 && offset <= span.count - 16)
        // unsafe: an unaligned load, within the bounds that the line above checks.
        bytes = unsafe span.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self) }
    }

    /// The lanes that hold the same byte as `other`.
    @inline(always)
    func equal(_ other: SIMD16<UInt8>) -> Lanes {
        // The type is named, since another `.==` is found else, and that one is fifty times slower.
        let mask: SIMDMask<SIMD16<Int8>> = bytes .== other
        return Lanes(mask)
    }

    /// The lanes that hold less than `other`.
    @inline(always)
    func below(_ other: SIMD16<UInt8>) -> Lanes {
        let mask: SIMDMask<SIMD16<Int8>> = bytes .< other
        return Lanes(mask)
    }

    /// The lanes that hold a quote or a control character: with its second bit flipped, a quote follows the controls.
    @inline(always)
    var quotesAndControls: Lanes {
        let mask: SIMDMask<SIMD16<Int8>> = (bytes ^ 0x02) .< SIMD16(repeating: 0x21)
        return Lanes(mask)
    }

    /// Whether all lanes are hexadecimal digits in lower case.
    @inline(always)
    var areLowerHexadecimals: Bool {
        let digits: SIMDMask<SIMD16<Int8>> = (bytes &- 0x30) .< SIMD16(repeating: 10)
        let letters: SIMDMask<SIMD16<Int8>> = (bytes &- 0x61) .< SIMD16(repeating: 6)
        return (Lanes(digits) | Lanes(letters)).areAll
    }

    /// Lanes that were found: all bits of their bytes are set.
    struct Lanes {
        private var bits: SIMD2<UInt64>

        @inline(always)
        init(_ mask: SIMDMask<SIMD16<Int8>>) {
            // unsafe: a mask of sixteen bytes is sixteen bytes, each of them 0 or 0xFF.
            bits = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        }

        @inline(always)
        var isEmpty: Bool { bits[0] | bits[1] == 0 }

        @inline(always)
        var areAll: Bool { bits[0] & bits[1] == .max }

        /// The first one; there must be one.
        @inline(always)
        var first: Int {
            bits[0] != 0
                ? bits[0].littleEndian.trailingZeroBitCount >> 3
                : 8 + bits[1].littleEndian.trailingZeroBitCount >> 3
        }

        @inline(always)
        static func | (left: Lanes, right: Lanes) -> Lanes {
            var lanes = left
            lanes.bits |= right.bits
            return lanes
        }
    }
}

extension Span where Element == UInt8 {
    /// The first offset from `start` on that holds one of two bytes or a control character, below 0x20; nil where none
    /// stands before the last fifteen bytes of the span.
    @inline(__always)
    package func firstStop(at first: UInt8, or second: UInt8, from start: Int) -> Int? {
        let (one, two) = (SIMD16(repeating: first), SIMD16(repeating: second))
        let printable = SIMD16<UInt8>(repeating: 0x20)
        return firstOfSixteens(from: start) { $0.equal(one) | $0.equal(two) | $0.below(printable) }
    }

    /// The same for a space.
    @inline(__always)
    package func firstSpaceStop(from start: Int) -> Int? {
        let visible = SIMD16<UInt8>(repeating: 0x21)
        return firstOfSixteens(from: start) { $0.below(visible) }
    }

    /// The same for a quote and a backslash.
    @inline(__always)
    package func firstQuoteStop(from start: Int) -> Int? {
        let backslash = SIMD16(repeating: UInt8(ascii: "\\"))
        return firstOfSixteens(from: start) { $0.quotesAndControls | $0.equal(backslash) }
    }

    /// The same for a quote, a backslash and a question mark.
    @inline(__always)
    package func firstQuoteOrQueryStop(from start: Int) -> Int? {
        let (backslash, mark) = (SIMD16(repeating: UInt8(ascii: "\\")), SIMD16(repeating: UInt8(ascii: "?")))
        return firstOfSixteens(from: start) { $0.quotesAndControls | $0.equal(backslash) | $0.equal(mark) }
    }

    @inline(__always)
    private func firstOfSixteens(from start: Int, _ find: (Sixteen) -> Sixteen.Lanes) -> Int? {
        var index = start
        while index <= count - 16 {
            let found = find(Sixteen(self, at: index))
            if !found.isEmpty {
                return index + found.first
            }
            index += 16
        }
        return nil
    }
}

extension Span where Element == UInt8 {
    /// The first offset in `range` that holds `byte`, or the range's end: for ranges that are mostly long.
    @inline(__always)
    package func farIndex(of byte: UInt8, in range: Range<Int>) -> Int {
        let wanted = SIMD16(repeating: byte)
        var index = range.lowerBound
        while index <= range.upperBound - 16 {
            let lanes = Sixteen(self, at: index).equal(wanted)
            if !lanes.isEmpty {
                return index + lanes.first
            }
            index += 16
        }
        return firstIndex(of: byte, in: index..<range.upperBound)
    }

    /// Whether a path or URL ends in a digest, `…sha256:` and 64 hexadecimal digits in lower case.
    package func endsInDigest(_ range: ByteRange) -> Bool {
        guard range.count >= 72 else {
            return false
        }
        let digits = Int(range.start) + Int(range.count) - 64
        // The byte before and `sha256:`.
        return word(at: digits - 8).bits >> 8 == 0x3A_3635_3261_6873
            && Sixteen(self, at: digits).areLowerHexadecimals && Sixteen(self, at: digits + 16).areLowerHexadecimals
            && Sixteen(self, at: digits + 32).areLowerHexadecimals
            && Sixteen(self, at: digits + 48).areLowerHexadecimals
    }
}
