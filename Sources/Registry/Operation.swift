/// What a request was, in the OCI distribution specification's terms.
///
/// Raw values stand in stores: never renumber them.
///
/// https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints
public enum Operation: UInt8, BitwiseCopyable, Sendable, CaseIterable, Codable {
    case other = 0
    case ping = 1
    case manifestGet = 2
    case manifestHead = 3
    case blobGet = 4
    case blobHead = 5
    case push = 6
    case tagList = 7
    case referrers = 8
    case catalog = 9
    case token = 10
}
