/// How a request came to the current endpoint.
///
/// Raw values stand in stores: never renumber them.
public enum Via: UInt8, BitwiseCopyable, Sendable, CaseIterable, Codable {
    /// The question does not arise: legacy endpoints and backends.
    case none = 0
    /// The client names the current endpoint itself: it has moved.
    case direct = 1
    /// The client was redirected by a legacy endpoint: it has not moved.
    case followed = 2
    /// The log cannot tell.
    case unknown = 3
    /// A client that still names the legacy host, and whose mirror settings send it here (`?ns=`).
    case mirrorConfigured = 4
}
