import EbbTesting

/// One gzip member, put together by hand.
///
/// https://www.rfc-editor.org/rfc/rfc1952
struct GzipMember {
    var flags: UInt8 = 0
    var extra: [UInt8]?
    var name: [UInt8]?
    var comment: [UInt8]?
    var hasHeaderChecksum = false
    /// The deflated bytes.
    var body: [UInt8]
    var checksum: UInt32
    var length: UInt32

    init(_ bytes: [UInt8], body: [UInt8]? = nil) {
        self.body = body ?? ZlibDeflating().deflated(bytes)
        checksum = zlibChecksum(bytes)
        length = UInt32(bytes.count)
    }

    /// With a few of the fields that a header may have.
    mutating func addFields(using random: inout SeededGenerator) {
        func some(_ least: UInt8, using random: inout SeededGenerator) -> [UInt8]? {
            guard Bool.random(using: &random) else { return nil }
            return (0..<Int.random(in: 0...40, using: &random)).map { _ in .random(in: least...255, using: &random) }
        }
        flags = Bool.random(using: &random) ? 1 : 0
        extra = some(0, using: &random)
        name = some(1, using: &random)
        comment = some(1, using: &random)
        hasHeaderChecksum = .random(using: &random)
    }

    var header: [UInt8] {
        var flags = flags
        if hasHeaderChecksum { flags |= 2 }
        if extra != nil { flags |= 4 }
        if name != nil { flags |= 8 }
        if comment != nil { flags |= 16 }
        var header: [UInt8] = [0x1F, 0x8B, 8, flags, 1, 2, 3, 4, 0, 3]
        if let extra { header += [UInt8(extra.count & 0xFF), UInt8(extra.count >> 8)] + extra }
        if let name { header += name + [0] }
        if let comment { header += comment + [0] }
        if hasHeaderChecksum {
            let checksum = zlibChecksum(header)
            header += [UInt8(checksum & 0xFF), UInt8(checksum >> 8 & 0xFF)]
        }
        return header
    }

    var encoded: [UInt8] {
        header + body + [checksum, length].flatMap { word in (0..<4).map { UInt8(word >> ($0 * 8) & 0xFF) } }
    }
}
