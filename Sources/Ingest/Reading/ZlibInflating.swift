import CZlib

/// Inflates with zlib, which checks headers and trailers too.
@safe package struct ZlibStream: GzipStream, ~Copyable {
    // Unsafe: zlib keeps a pointer to the stream, so it has an address of its own, freed in deinit.
    private let stream: UnsafeMutablePointer<z_stream>

    package static var library: String {
        // Unsafe: zlib's own text is static, and copied at once.
        unsafe "zlib \(String(cString: zlibVersion()))"
    }

    package init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // Unsafe: zlib fills in the stream above. 16: gzip headers and trailers, and nothing else.
        unsafe inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    package mutating func reset() {
        // Unsafe: the stream lives as long as self.
        unsafe inflateReset(stream)
    }

    package mutating func inflate(
        _ input: Span<UInt8>,
        into output: inout [UInt8],
        _ room: Range<Int>
    ) -> GzipStep {
        let stream = unsafe stream
        // Unsafe: zlib reads the input and writes the output within the bounds given here, during this call only.
        let code = unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = UnsafeMutableBufferPointer(rebasing: output[room]).baseAddress
                unsafe stream.pointee.avail_out = UInt32(room.count)
                return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            }
        }
        // Unsafe: fields of our own struct.
        let (left, unused) = unsafe (Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
        return GzipStep(
            consumed: input.count - left,
            produced: room.count - unused,
            state: code == Z_STREAM_END ? .ended : code == Z_OK || code == Z_BUF_ERROR ? .goingOn : .damaged
        )
    }
}
