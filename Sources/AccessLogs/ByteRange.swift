/// A run of bytes inside one chunk: what a record holds in place of a String.
///
/// Valid only together with the chunk that it was cut from.
package struct ByteRange: BitwiseCopyable, Sendable, Equatable {
    /// Offset of the first byte, from the start of the chunk.
    package var start: UInt32
    /// Number of bytes.
    package var count: UInt32

    @inline(always)
    package init(start: UInt32, count: UInt32) {
        self.start = start
        self.count = count
    }

    @inline(always)
    package init(_ range: Range<Int>) {
        self.init(start: UInt32(truncatingIfNeeded: range.lowerBound), count: UInt32(truncatingIfNeeded: range.count))
    }

    /// Stands for a field that the line does not have.
    package static let none = ByteRange(start: 0, count: 0)

    @inline(always)
    package var isEmpty: Bool { count == 0 }

    /// The same run as offsets, to index a span with.
    @inline(always)
    package var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
}
