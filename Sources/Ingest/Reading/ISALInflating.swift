// On arm64, ISA-L before 2.32 refuses some files that are right: https://github.com/intel/isa-l/issues/316
#if ISAL && arch(x86_64)
import CISAL

/// Inflates with ISA-L, which checks each member's trailer.
///
/// Headers are our own: ISA-L loses its place in one that ends in the next piece of input, and takes reserved flags.
/// https://github.com/intel/isa-l/issues/224
///
/// It takes one thing that zlib refuses and no known compressor writes: Huffman codes with bit sequences that mean nothing.
/// As long as none of those occurs, and checksum and length are right, so are the bytes.
@safe package struct ISALStream: GzipStream, ~Copyable {
    // Unsafe: ISA-L works in place on 87 kB, which have an address of their own, freed in deinit.
    private let inflating: UnsafeMutablePointer<inflate_state>
    /// The header that is being read; nil behind it.
    private var header: GzipHeader? = GzipHeader()

    package static var library: String {
        "ISA-L \(ISAL_MAJOR_VERSION).\(ISAL_MINOR_VERSION).\(ISAL_PATCH_VERSION)"
    }

    package init() {
        unsafe inflating = .allocate(capacity: 1)
        // Unsafe: zeros are a value of this C struct; one that is built in Swift would be copied as a whole.
        unsafe UnsafeMutableRawPointer(inflating)
            .initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<inflate_state>.size)
        // Unsafe: ISA-L fills in the struct above.
        unsafe isal_inflate_init(inflating)
        // Unsafe: a field of our own struct. No header, but a trailer whose checksum and length are checked.
        unsafe inflating.pointee.crc_flag = UInt32(ISAL_GZIP_NO_HDR_VER)
    }

    deinit {
        unsafe inflating.deallocate()
    }

    package mutating func reset() {
        header = GzipHeader()
        // Unsafe: the struct lives as long as self. Its crc_flag stays.
        unsafe isal_inflate_reset(inflating)
    }

    package mutating func inflate(
        _ input: Span<UInt8>,
        into output: inout [UInt8],
        _ room: Range<Int>
    ) -> GzipStep {
        var body = input
        if let (consumed, state) = header?.take(input) {
            guard state == .ended else { return GzipStep(consumed: consumed, produced: 0, state: state) }
            header = nil
            body = input.extracting(droppingFirst: consumed)
        }
        let inflating = unsafe inflating
        // Unsafe: ISA-L reads the input and writes the output within the bounds given here, during this call only.
        let code = unsafe body.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe inflating.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe inflating.pointee.avail_in = UInt32(input.count)
                unsafe inflating.pointee.next_out = UnsafeMutableBufferPointer(rebasing: output[room]).baseAddress
                unsafe inflating.pointee.avail_out = UInt32(room.count)
                return unsafe isal_inflate(inflating)
            }
        }
        // Unsafe: fields of our own struct.
        let (left, unused) = unsafe (Int(inflating.pointee.avail_in), Int(inflating.pointee.avail_out))
        let hasEnded = unsafe inflating.pointee.block_state == ISAL_BLOCK_FINISH
        return GzipStep(
            consumed: input.count - left,
            produced: room.count - unused,
            // Codes above it say why a step ended, and are no damage.
            state: code < ISAL_DECOMP_OK ? .damaged : hasEnded ? .ended : .goingOn
        )
    }
}
#endif
