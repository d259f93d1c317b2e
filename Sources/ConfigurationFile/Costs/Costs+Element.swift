package import Analysis
import Schemas

extension Costs {
    /// Reads `costs`; empty, it takes back what the store remembers.
    ///
    /// - Parameter endpoints: the names of the migration's endpoints.
    init(_ element: Element, endpoints: [String]) throws(ConfigurationError) {
        let section = try element.section("`costs`", keys: ["tariffs", "routings"])
        self.init()
        for element in try section["tariffs"]?.list(of: "a tariff") ?? [] {
            let tariff = try Tariff(element, endpoints: endpoints)
            guard !tariffs.contains(where: { $0.name == tariff.name }) else {
                throw element.error("there are two tariffs called `\(tariff.name)`", "Rename one of them.")
            }
            if let endpoint = tariff.endpoints.first(where: { self.tariff(ofEndpoint: $0) != nil }) {
                throw element.error(
                    "`\(endpoint)` is paid by two tariffs",
                    "Name it in one of them; where two providers are paid for it, write their prices added up."
                )
            }
            tariffs.append(tariff)
        }
        for element in try section["routings"]?.list(of: "a routing") ?? [] {
            let routing = try Routing(element, tariffs: tariffs.map(\.name))
            guard !routings.contains(where: { $0.name == routing.name }) else {
                throw element.error("there are two routings called `\(routing.name)`", "Rename one of them.")
            }
            routings.append(routing)
        }
    }

    /// With the routing of the front of registry.k8s.io beside one's own, and the tariffs that it needs. One's own
    /// tariffs and routings of the same names hold.
    package func withRegistryFront() throws(ConfigurationError) -> Costs {
        let document = try Document(yaml: Schemas.routing, file: "routing-registry-k8s-io.yaml")
        let front = try Costs(document.root, endpoints: [])
        var all = self
        all.tariffs += front.tariffs.filter { own in !tariffs.contains { $0.name == own.name } }
        all.routings += front.routings.filter { own in !routings.contains { $0.name == own.name } }
        return all
    }

    /// The section as lines of YAML; none where it is empty.
    var yaml: [String] {
        guard self != Costs() else { return [] }
        func items(_ lines: [String]) -> [String] {
            lines.enumerated().map { ($0 == 0 ? "    - " : "      ") + $1 }
        }
        var all = ["costs:"]
        if !tariffs.isEmpty { all += ["  tariffs:"] + tariffs.flatMap { items($0.yaml) } }
        if !routings.isEmpty { all += ["  routings:"] + routings.flatMap { items($0.yaml) } }
        return all
    }
}
