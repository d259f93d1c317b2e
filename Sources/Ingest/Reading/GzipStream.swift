/// One gzip member after another, inflated by a library: all that differs from library to library.
package protocol GzipStream: ~Copyable {
    /// The library and its version.
    static var library: String { get }

    /// Before the first member.
    init()

    /// Goes on to the next member.
    mutating func reset()

    /// Inflates until the input is used up, the output is full, the member ends or is found to be damaged.
    ///
    /// As long as it fills the output, more may come without any input.
    /// - Parameter room: the part of the output that may be written to.
    mutating func inflate(_ input: Span<UInt8>, into output: inout [UInt8], _ room: Range<Int>) -> GzipStep
}

/// What one step of inflating did.
package struct GzipStep {
    package enum State {
        case goingOn
        /// The member has ended; header, checksum and length are right.
        case ended
        case damaged
    }

    /// Bytes of the input.
    package var consumed: Int
    /// Bytes of the output.
    package var produced: Int
    package var state: State
}
