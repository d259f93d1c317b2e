/// The networks that clients are in: clouds and regions, and autonomous systems.
///
/// Both are looked up by the longest prefix. Of a prefix that several lists have, the one that names a region counts
/// before one that names none, or `GLOBAL`; then the list that was added first, since whoever wrote them down put first
/// what he trusts most. Names of hosts, and clients that are unknown, forgotten or hidden, are in no network; what a
/// keyed client was made of can't be told, so that the table must not be asked for one.
package struct NetworkTable: Sendable {
    private let regions: [CloudRegion]
    private let systems: [AutonomousSystem]
    private let clouds: LongestMatch
    private let routes: LongestMatch

    init(regions: [CloudRegion], systems: [AutonomousSystem], clouds: LongestMatch, routes: LongestMatch) {
        self.regions = regions
        self.systems = systems
        self.clouds = clouds
        self.routes = routes
    }

    /// All that is known of where a client is.
    package func network(of client: Client) -> Network {
        let region = clouds.value(of: client)
        let system = routes.value(of: client)
        return Network(
            cloud: region < 0 ? nil : regions[Int(region)],
            system: system < 0 ? nil : systems[Int(system)]
        )
    }

    /// The number of the network that answers name: the cloud's region, outside of clouds the autonomous system;
    /// ``unknown`` for neither. Allocates nothing.
    package func number(of client: Client) -> Int {
        let region = clouds.value(of: client)
        if region >= 0 { return Int(region) }
        let system = routes.value(of: client)
        return system < 0 ? Self.unknown : regions.count + Int(system)
    }

    /// The number of no network.
    package static let unknown = -1

    /// What a number of ``number(of:)`` is called: `aws us-east-1`, `AS14618 AMAZON-AES`, `unknown`.
    package func name(_ number: Int) -> String {
        if number < 0 { return "unknown" }
        return number < regions.count ? regions[number].description : systems[number - regions.count].description
    }
}
