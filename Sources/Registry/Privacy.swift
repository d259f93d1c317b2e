/// How much of a client's address is left, from all to nothing.
package enum PrivacyMode: String, Sendable, CaseIterable, Codable, Comparable {
    /// The IPv4 address; of an IPv6 address the upper 64 bits, which is a household's or a host's network.
    case exact
    /// The /24 of an IPv4 address, the /48 of an IPv6 address.
    case prefix
    /// A keyed hash: one client can be followed as long as the key lives, and not be named.
    case keyed
    /// One client for all.
    case none

    /// From the mode that tells most to the one that tells nothing.
    package static func < (one: PrivacyMode, other: PrivacyMode) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .exact: 0
        case .prefix: 1
        case .keyed: 2
        case .none: 3
        }
    }
}

/// How often the key of the mode `keyed` is made anew. Ids from before and after do not join.
package enum KeyRotation: String, Sendable, CaseIterable, Codable {
    case daily
    case monthly
    /// The ids are personal data then, like the addresses they were made of.
    case never
}

/// What is kept of clients, what is shown of them, and for how long.
package struct Privacy: Hashable, Sendable {
    /// What a store keeps.
    package var store: PrivacyMode
    /// What pages, reports, metrics and the API without the `clients` scope show: never more than what is stored.
    package var show: PrivacyMode
    /// Rows about fewer clients than this are not shown one by one.
    package var minimumGroup: Int
    /// After so many days a store erases its clients.
    package var forgetAfterDays: Int
    /// How often the key is made anew.
    package var rotation: KeyRotation
    /// The path of the file that holds the key, relative to the configuration's; the mode `keyed` needs it.
    package var keyFile: String?

    /// The defaults, and what is said otherwise.
    package init(
        store: PrivacyMode = .exact,
        show: PrivacyMode = .prefix,
        minimumGroup: Int = 5,
        forgetAfterDays: Int = 90,
        rotation: KeyRotation = .daily,
        keyFile: String? = nil
    ) {
        self.store = store
        self.show = show
        self.minimumGroup = minimumGroup
        self.forgetAfterDays = forgetAfterDays
        self.rotation = rotation
        self.keyFile = keyFile
    }
}
