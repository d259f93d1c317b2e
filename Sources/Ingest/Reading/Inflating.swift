import CZlib

/// A gzip stream of one or more members, inflated front to back.
///
/// https://www.rfc-editor.org/rfc/rfc1952
@safe struct Inflating: ~Copyable {
    private enum State {
        /// Within a member.
        case member
        /// Behind a member: another one, zero padding or the end may follow.
        case between
        /// In the padding behind the last member.
        case padding
    }

    private let name: String
    // Unsafe: zlib keeps a pointer to the stream, so it has an address of its own, freed in deinit.
    private let stream: UnsafeMutablePointer<z_stream>
    private var state = State.member
    private var input = [UInt8](repeating: 0, count: 1 << 18)
    private var inputStart = 0
    private var inputEnd = 0

    /// - Parameter begun: the first bytes of the file, already read.
    init(name: String, begun: [UInt8]) {
        self.name = name
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 16: gzip headers and trailers, and nothing else.
        unsafe inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        input.replaceSubrange(0..<begun.count, with: begun)
        inputEnd = begun.count
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Inflates into a buffer from an index on.
    /// - Returns: how many bytes came; 0 at the end of the last member.
    mutating func read(from file: inout FileReading, into buffer: inout [UInt8], at start: Int) throws(SourceError)
        -> Int
    {
        while true {
            if inputStart == inputEnd {
                inputStart = 0
                inputEnd = try file.read(into: &input, at: 0)
                if inputEnd == 0 {
                    if state == .member { throw damaged("ends in the middle, it is truncated", at: file.position) }
                    return 0
                }
            }
            switch state {
            case .member:
                let count = try inflate(into: &buffer, at: start, position: file.position)
                if count > 0 { return count }
            case .between:
                if input[inputStart] == 0 {
                    state = .padding
                } else if input[inputStart] == 0x1F {
                    unsafe inflateReset(stream)
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

    private mutating func inflate(into buffer: inout [UInt8], at start: Int, position: Int64) throws(SourceError) -> Int
    {
        let stream = unsafe stream
        let (inputStart, inputEnd) = (inputStart, inputEnd)
        // Unsafe: zlib reads the input and writes the output within the bounds given here, during this call only.
        let (code, left, room) = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe buffer.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + inputStart }
                unsafe stream.pointee.avail_in = UInt32(inputEnd - inputStart)
                unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + start }
                unsafe stream.pointee.avail_out = UInt32(output.count - start)
                let code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                return unsafe (code, Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
            }
        }
        self.inputStart = inputEnd - left
        switch code {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: state = .between
        default: throw damaged("is damaged", at: position - Int64(left))
        }
        return buffer.count - start - room
    }

    private func damaged(_ what: String, at position: Int64) -> SourceError {
        SourceError(
            .damaged,
            "\(name): the gzip stream \(what), near byte \(position). Nothing of it was counted. "
                + "Fetch the file again; gzip -t tests it."
        )
    }
}
