/// What the logs of an endpoint can see. The rest is unknown there, which is not the same as zero.
package struct Observes: OptionSet, Sendable, Hashable, Codable {
    /// One bit for each of the kinds.
    package let rawValue: UInt8

    /// The kinds by their bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Requests for manifests, and so pulls.
    package static let manifests = Observes(rawValue: 1 << 0)
    /// Requests for blobs.
    package static let blobs = Observes(rawValue: 1 << 1)
    /// Body bytes as sent.
    package static let bytes = Observes(rawValue: 1 << 2)
    /// The page a client came from, which tells a direct request from a followed one.
    package static let referer = Observes(rawValue: 1 << 3)

    /// Who asked. A sum that somebody else made of a log has forgotten it.
    package static let clients = Observes(rawValue: 1 << 4)

    /// What a registry's own log sees.
    package static let everything: Observes = [.manifests, .blobs, .bytes, .referer, .clients]

    /// The words of the configuration, in their order.
    package static let names: KeyValuePairs<String, Observes> = [
        "manifests": .manifests,
        "blobs": .blobs,
        "bytes": .bytes,
        "referer": .referer,
        "clients": .clients,
    ]
}
