/// Where in the chain of servers a log was written, outermost first.
///
/// One request passes several of them and stands in the log of each, so an endpoint is counted from exactly one.
package enum Vantage: String, Sendable, CaseIterable, Codable, Comparable {
    /// A CDN or a load balancer before the registry.
    case edge
    /// The registry's own reverse proxy.
    case front
    /// The registry itself.
    case origin
    /// The object store behind the registry.
    case backend

    package static func < (one: Vantage, other: Vantage) -> Bool { one.depth < other.depth }

    private var depth: Int {
        switch self {
        case .edge: 0
        case .front: 1
        case .origin: 2
        case .backend: 3
        }
    }
}
