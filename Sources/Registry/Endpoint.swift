/// A named set of sites with one role in the migration.
package struct Endpoint: Sendable, Equatable {
    /// Unique within its migration.
    package let name: String
    /// What it is to the migration.
    package let role: Role
    /// Where it answers.
    package let sites: [Site]
    /// What its logs can see. The rest is null in every answer, never zero.
    package let observes: Observes
    /// The one vantage its records are counted from; nil: from the outermost there is.
    package let vantage: Vantage?

    /// An endpoint whose logs see everything and are all counted, unless said otherwise.
    package init(
        name: String,
        role: Role,
        sites: [Site],
        observes: Observes = .everything,
        vantage: Vantage? = nil
    ) {
        self.name = name
        self.role = role
        self.sites = sites
        self.observes = observes
        self.vantage = vantage
    }
}
