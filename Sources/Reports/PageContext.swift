package import Registry

/// What all pages of a store have in common.
package struct PageContext: Sendable {
    package var migration: Migration
    package var privacy: Privacy
    /// Ebb's own version.
    package var version: String
    /// Whether the reader may see clients as the store keeps them, and not only as `privacy.show` says.
    package var seesClients: Bool

    /// Whether lists of networks are configured, so that there is a page to link to.
    package var knowsNetworks: Bool

    package init(
        migration: Migration,
        privacy: Privacy,
        version: String,
        seesClients: Bool = false,
        knowsNetworks: Bool = false
    ) {
        self.migration = migration
        self.privacy = privacy
        self.version = version
        self.seesClients = seesClients
        self.knowsNetworks = knowsNetworks
    }
}
