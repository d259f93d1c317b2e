package import Analysis
package import Registry
import Store

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
    /// What the endpoints cost; where that is known, there is a page to link to.
    package var costs: Costs
    /// How what was counted compares with what somebody else did, in a sentence; nil: nobody compared.
    package var reconciled: String?

    package init(
        migration: Migration,
        privacy: Privacy,
        version: String,
        seesClients: Bool = false,
        knowsNetworks: Bool = false,
        costs: Costs = Costs(),
        reconciled: String? = nil
    ) {
        self.migration = migration
        self.privacy = privacy
        self.version = version
        self.seesClients = seesClients
        self.knowsNetworks = knowsNetworks
        self.costs = costs
        self.reconciled = reconciled
    }
}

extension PageContext {
    /// Whether there is such a page: not where nothing would stand on it.
    func has(_ place: Page.Place) -> Bool {
        switch place {
        case .networks: knowsNetworks
        case .cost: costs.areKnown
        default: true
        }
    }

    /// Whether a report tells of this.
    func has(_ kind: Query.Kind) -> Bool {
        switch kind {
        case .networks: has(Page.Place.networks)
        case .cost: has(Page.Place.cost)
        default: true
        }
    }
}
