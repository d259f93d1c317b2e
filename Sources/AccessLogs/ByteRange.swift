/// A run of bytes inside one chunk: what a record holds in place of a String.
///
/// Valid only together with the chunk that it was cut from.
public struct ByteRange: BitwiseCopyable, Sendable, Equatable {
    /// Offset of the first byte, from the start of the chunk.
    public var start: UInt32
    /// Number of bytes.
    public var count: UInt32

    @inline(always)
    public init(start: UInt32, count: UInt32) {
        self.start = start
        self.count = count
    }

    @inline(always)
    public init(_ range: Range<Int>) {
        self.init(start: UInt32(truncatingIfNeeded: range.lowerBound), count: UInt32(truncatingIfNeeded: range.count))
    }

    /// Stands for a field that the line does not have.
    public static let none = ByteRange(start: 0, count: 0)

    @inline(always)
    public var isEmpty: Bool { count == 0 }

    /// The same run as offsets, to index a span with.
    @inline(always)
    public var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}
