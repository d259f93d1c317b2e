/// What the bearer of a token may do.
package enum AccessScope: String, Hashable, Sendable, CaseIterable {
    /// Ask for everything, with clients as `privacy.show` has them.
    case read
    /// See clients as they are stored.
    case clients
    /// All of it.
    case admin

    /// What a set of scopes comes to.
    static func all(in scopes: Set<AccessScope>) -> Set<AccessScope> {
        scopes.contains(.admin) ? Set(allCases) : scopes
    }
}
