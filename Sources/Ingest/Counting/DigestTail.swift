import AccessLogs

extension Span where Element == UInt8 {
    /// A path or URL without the 64 digits of the digest that it ends in, `…sha256:<64 digits>`, and whether it does.
    ///
    /// What a path means hangs on whether a digest stands there, never on which. Without their digits, the millions of
    /// paths of a registry are some thousands.
    @inline(__always)
    func withoutDigest(_ range: ByteRange, _ escaping: Escaping) -> (rest: ByteRange, isCut: Bool) {
        guard range.count >= 71, escaping == .none else { return (range, false) }
        let digits = Int(range.start) + Int(range.count) - 64
        guard self[digits - 1] == UInt8(ascii: ":"), self[digits - 2] == UInt8(ascii: "6"),
            self[digits - 3] == UInt8(ascii: "5"), self[digits - 4] == UInt8(ascii: "2"),
            self[digits - 5] == UInt8(ascii: "a"), self[digits - 6] == UInt8(ascii: "h"),
            self[digits - 7] == UInt8(ascii: "s"), areLowerHexadecimals(64, from: digits)
        else { return (range, false) }
        return (ByteRange(start: range.start, count: range.count - 64), true)
    }
}
