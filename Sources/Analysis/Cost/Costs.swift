/// What the endpoints cost, and what other routings would be asked to cost.
package struct Costs: Hashable, Sendable {
    package var tariffs: [Tariff]
    package var routings: [Routing]

    package init(tariffs: [Tariff] = [], routings: [Routing] = []) {
        self.tariffs = tariffs
        self.routings = routings
    }

    /// Whether anybody pays for an endpoint.
    package var areKnown: Bool { tariffs.contains { !$0.endpoints.isEmpty } }

    /// Who pays for an endpoint; nil: nobody said.
    package func tariff(ofEndpoint name: String) -> Tariff? { tariffs.first { $0.endpoints.contains(name) } }
}
