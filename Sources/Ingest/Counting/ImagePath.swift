import AccessLogs

/// A path of the most usual shape, cut before its keyword: `/v2/<name>` and `/manifests/<reference>` or
/// `/blobs/sha256:<64 digits>`.
///
/// A registry is asked for hundreds of thousands of such paths, but they have only thousands of heads and references.
struct ImagePath {
    /// What stands before the keyword.
    var head: ByteRange
    /// A manifest's reference; nil where it is a SHA-256 digest, on whose digits nothing hangs.
    var reference: ByteRange?
    var isBlob: Bool

    /// nil where the path has another shape.
    @inline(__always)
    init?(_ path: ByteRange, in chunk: Span<UInt8>) {
        let start = Int(path.start)
        let end = start + Int(path.count)
        var behindKeyword = end
        if chunk.endsInDigest(path) {
            behindKeyword -= 71  // `sha256:` and the digits
            reference = nil
            let before = chunk.eightBytes(from: start, to: behindKeyword)
            if before >> 8 == Self.blobs {
                isBlob = true
                head = ByteRange(start..<behindKeyword - 7)
                return
            }
        } else {
            while behindKeyword > start, chunk[behindKeyword - 1] != UInt8(ascii: "/") { behindKeyword -= 1 }
            reference = ByteRange(behindKeyword..<end)
        }
        isBlob = false
        guard chunk.eightBytes(from: start, to: behindKeyword) == Self.manifestsEnd,
            chunk.eightBytes(from: start, to: behindKeyword - 3) == Self.manifestsStart
        else {
            return nil
        }
        head = ByteRange(start..<behindKeyword - 11)
    }

    /// `/blobs/`
    private static let blobs: UInt64 = 0x2F_7362_6F6C_622F
    /// `nifests/`
    private static let manifestsEnd: UInt64 = 0x2F73_7473_6566_696E
    /// `/manifes`
    private static let manifestsStart: UInt64 = 0x7365_6669_6E61_6D2F
}
