/// What an endpoint is to the migration.
package enum Role: String, BitwiseCopyable, Sendable, CaseIterable, Codable {
    /// Clients shall leave it.
    case legacy
    /// Clients shall come to it.
    case current
    /// An object store or a CDN that serves blobs for the others. It never counts pulls.
    case backend
}
