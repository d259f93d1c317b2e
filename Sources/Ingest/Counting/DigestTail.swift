import AccessLogs

extension Span where Element == UInt8 {
    /// A path or URL without the 64 digits of the digest that it ends in, `…sha256:<64 digits>`, and whether it does.
    ///
    /// What a path means hangs on whether a digest stands there, never on which. Without their digits, the millions of
    /// paths of a registry are some thousands.
    @inline(__always)
    func withoutDigest(_ range: ByteRange, _ escaping: Escaping) -> (rest: ByteRange, isCut: Bool) {
        guard case .none = escaping, endsInDigest(range) else { return (range, false) }
        return (ByteRange(start: range.start, count: range.count - 64), true)
    }
}
