/// What a provider counts before it writes a bill.
package struct Usage: Hashable, Sendable {
    /// Body bytes sent.
    package var bytes: Int64
    /// Requests answered.
    package var requests: Int64

    package init(bytes: Int64 = 0, requests: Int64 = 0) {
        self.bytes = bytes
        self.requests = requests
    }

    package static func += (one: inout Usage, other: Usage) {
        one.bytes &+= other.bytes
        one.requests &+= other.requests
    }
}
