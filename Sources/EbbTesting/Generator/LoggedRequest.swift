/// One request of the simulation, as small as it can be: a reference day holds five million.
struct LoggedRequest {
    enum Method: UInt8 {
        case get, head, post, put

        var text: String {
            switch self {
            case .get: "GET"
            case .head: "HEAD"
            case .post: "POST"
            case .put: "PUT"
            }
        }
    }

    enum Target: UInt8 {
        /// `/v2/`
        case ping
        case manifest, blob, tagsList
        /// The start of a push.
        case upload
        /// One of ``OddPath/all``; ``LoggedRequest/reference`` is its index.
        case odd
        /// The line of a connection that sent nothing.
        case nothing
        /// The line of a TLS handshake sent to a port without TLS.
        case tlsHello

        var isHTTP: Bool {
            self != .nothing && self != .tlsHello
        }
    }

    enum ReferenceKind: UInt8 {
        case tag, missingTag, digest, signature
    }

    /// No referer is sent.
    static let noReferer = UInt8.max
    /// No repository is named.
    static let noRepository = UInt16.max

    /// Milliseconds since the day began.
    var time: UInt32
    /// Index into ``Population/clients``.
    var client: UInt32
    /// Index into ``Agent/all``.
    var agent: UInt16
    var repository = LoggedRequest.noRepository
    var status: UInt16
    var host: UInt8
    var method: Method
    var target: Target
    var referenceKind = ReferenceKind.tag
    /// The host whose redirect was followed, where the tool says so.
    var referer = LoggedRequest.noReferer
    /// The query names the registry that a mirror stands for: `?ns=k8s.gcr.io`.
    var namesNamespace = false
    /// A tag's index, or a digest's key.
    var reference: UInt64 = 0
    /// Body bytes sent.
    var bytes: UInt32
}
