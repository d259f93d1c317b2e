/// What a reference is.
///
/// Raw values stand in stores: never renumber them.
public enum ReferenceKind: UInt8, BitwiseCopyable, Sendable, CaseIterable, Codable {
    /// The request names none: pings, tag lists, uploads.
    case none = 0
    case tag = 1
    case digest = 2
    /// A tag `sha256-<hex>.sig`, `.att` or `.sbom`: what cosign hangs on an image. Fetching it pulls no image.
    ///
    /// https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md#storage
    case signature = 3
}
