import CZlib
import EbbTesting

/// Deflates with zlib, in every way that it has; without header and trailer.
struct ZlibDeflating {
    var level: Int32 = 6
    /// How far back a match may lie: two to the power of this.
    var windowBits: Int32 = 15
    var memoryLevel: Int32 = 8
    var strategy = Z_DEFAULT_STRATEGY
    /// Ends a block behind so many bytes; with an empty stored one, so that the next begins with a byte.
    var flushesEvery = Int.max

    init() {}

    init(using random: inout SeededGenerator) {
        level = .random(in: 0...9, using: &random)
        windowBits = .random(in: 9...15, using: &random)
        memoryLevel = .random(in: 1...9, using: &random)
        strategy = [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED].randomElement(using: &random) ?? 0
        if Bool.random(using: &random) { flushesEvery = .random(in: 1...5000, using: &random) }
    }

    func deflated(_ bytes: [UInt8]) -> [UInt8] {
        // Unsafe: zlib keeps a pointer to the stream, so it has an address of its own, freed below.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer {
            unsafe deflateEnd(stream)
            unsafe stream.deallocate()
        }
        // Unsafe: zlib fills in the stream above. Negative: no header.
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        unsafe deflateInit2_(
            stream,
            level,
            Z_DEFLATED,
            -windowBits,
            memoryLevel,
            strategy,
            ZLIB_VERSION,
            size
        )
        var deflated: [UInt8] = []
        var rest = bytes[...]
        repeat {
            let piece = rest.prefix(flushesEvery)
            rest = rest.dropFirst(piece.count)
            deflate(piece, rest.isEmpty ? Z_FINISH : Z_FULL_FLUSH)
        } while !rest.isEmpty
        return deflated

        func deflate(_ piece: ArraySlice<UInt8>, _ flush: Int32) {
            // Unsafe: zlib reads the piece and writes the output within the bounds given here, during this call only.
            unsafe piece.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                deflated += unsafe [UInt8](unsafeUninitializedCapacity: input.count * 2 + 1000) { output, count in
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(output.count)
                    unsafe CZlib.deflate(stream, flush)
                    count = unsafe output.count - Int(stream.pointee.avail_out)
                }
            }
        }
    }
}

/// The CRC-32 of some bytes, by zlib.
func zlibChecksum(_ bytes: [UInt8]) -> UInt32 {
    // Unsafe: zlib reads the bytes within the bounds given here, during this call only.
    unsafe bytes.withUnsafeBufferPointer { unsafe UInt32(crc32(0, $0.baseAddress ?? nil, UInt32($0.count))) }
}
