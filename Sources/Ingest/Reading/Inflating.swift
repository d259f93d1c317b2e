#if ISAL && arch(x86_64)
/// What Ebb inflates with.
package typealias InflatingStream = ISALStream
#else
/// What Ebb inflates with.
package typealias InflatingStream = ZlibStream
#endif

/// A gzip stream of one or more members, inflated front to back.
///
/// https://www.rfc-editor.org/rfc/rfc1952
package struct Inflating<Stream: GzipStream & ~Copyable>: ~Copyable {
    private enum State {
        /// Within a member.
        case member
        /// Behind a member: another one, zero padding or the end may follow.
        case between
        /// In the padding behind the last member.
        case padding
    }

    private let name: String
    private var stream = Stream()
    private var state = State.member
    /// Whether the last step filled its output, so that more may come without any input.
    private var isHoldingBack = false
    private var input: [UInt8]
    private var inputStart = 0
    private var inputEnd = 0

    /// - Parameters:
    ///   - begun: the first bytes of the file, already read.
    ///   - inputSize: bytes that are read at a time, as many as have begun at least.
    package init(name: String, begun: [UInt8] = [], inputSize: Int = 1 << 18) {
        self.name = name
        input = [UInt8](repeating: 0, count: inputSize)
        input.replaceSubrange(0..<begun.count, with: begun)
        inputEnd = begun.count
    }

    /// Inflates into a part of a buffer.
    /// - Returns: how many bytes came; 0 at the end of the last member.
    package mutating func read(
        from file: inout FileReading,
        into buffer: inout [UInt8],
        _ room: Range<Int>
    ) throws(SourceError) -> Int {
        while true {
            if inputStart == inputEnd, !isHoldingBack {
                inputStart = 0
                inputEnd = try file.read(into: &input, 0..<input.count)
                if inputEnd == 0 {
                    if state == .member { throw damaged("ends in the middle, it is truncated", at: file.position) }
                    return 0
                }
            }
            switch state {
            case .member:
                let count = try inflate(into: &buffer, room, position: file.position)
                if count > 0 { return count }
            case .between:
                if input[inputStart] == 0 {
                    state = .padding
                } else if input[inputStart] == 0x1F {
                    stream.reset()
                    state = .member
                } else {
                    throw damaged("has bytes behind its last member that are no gzip", at: file.position)
                }
            case .padding:
                guard input[inputStart..<inputEnd].allSatisfy({ $0 == 0 }) else {
                    throw damaged("has bytes behind its last member that are no gzip", at: file.position)
                }
                inputStart = inputEnd
            }
        }
    }

    private mutating func inflate(
        into buffer: inout [UInt8],
        _ room: Range<Int>,
        position: Int64
    ) throws(SourceError) -> Int {
        // By itself, since a part of self that is lent keeps the stream from changing.
        let input = input
        let step = stream.inflate(input.span.extracting(inputStart..<inputEnd), into: &buffer, room)
        inputStart += step.consumed
        isHoldingBack = step.state == .goingOn && step.produced == room.count
        switch step.state {
        case .goingOn: break
        case .ended: state = .between
        case .damaged: throw damaged("is damaged", at: position - Int64(inputEnd - inputStart))
        }
        return step.produced
    }

    private func damaged(_ what: String, at position: Int64) -> SourceError {
        SourceError(
            .damaged,
            "\(name): the gzip stream \(what), near byte \(position). Nothing of it was counted. "
                + "Fetch the file again; gzip -t tests it."
        )
    }
}
