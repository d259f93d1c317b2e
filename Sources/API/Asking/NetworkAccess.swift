package import Registry

/// How the service comes to the networks of files, which may change while it runs.
package struct NetworkAccess: Sendable {
    /// A number that grows whenever the files of these paths may tell something else. Takes microseconds.
    package let state: @Sendable ([String]) -> Int
    /// The networks of the files of these paths; nil where none are known.
    package let networks: @Sendable ([String]) -> KnownNetworks?

    package init(
        state: @escaping @Sendable ([String]) -> Int,
        networks: @escaping @Sendable ([String]) -> KnownNetworks?
    ) {
        self.state = state
        self.networks = networks
    }

    /// For a service that knows no networks.
    package static let none = NetworkAccess(state: { _ in 0 }, networks: { _ in nil })
}
