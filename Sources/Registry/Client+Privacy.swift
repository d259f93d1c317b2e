extension Client {
    /// What `mode` leaves of the client. Whoever is unknown or hidden stays so.
    ///
    /// The network of a host by its name is not known: in the mode `prefix` it is unknown. The mode `keyed` needs `key`;
    /// without it the client is hidden, rather than shown as it is.
    package func masked(by mode: PrivacyMode, key: PrivacyKey? = nil) -> Client {
        guard !isNobody else { return self }
        switch mode {
        case .exact: return self
        case .prefix where isHost: return .unknown
        case .prefix: return ipv4.map { Client(ipv4: $0 & 0xFFFF_FF00) } ?? Client(id: id & ~0xFFFF)
        case .keyed: return key.map { Client(id: $0.hash(id)) } ?? .hidden
        case .none: return .hidden
        }
    }
}
