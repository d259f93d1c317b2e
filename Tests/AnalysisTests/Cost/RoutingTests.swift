import Analysis
import Testing

struct RoutingTests {
    private let routing = Routing(
        name: "front",
        rules: [
            .init(traffic: .manifests, tariff: "upstream"), .init(network: "google", tariff: "upstream"),
            .init(network: "aws us-*", tariff: "bucket"), .init(traffic: .blobs, network: "AS64500", tariff: "peer"),
        ]
    )

    @Test(
        "the first rule that fits counts",
        arguments: [
            (.manifests, "aws us-east-1", "upstream"), (.manifests, nil, "upstream"),
            (.blobs, "google us-central1", "upstream"), (.blobs, "google", "upstream"), (.blobs, "googleplex", nil),
            (.blobs, "aws us-east-1", "bucket"), (.blobs, "aws eu-west-1", nil), (.blobs, "aws", nil),
            (.blobs, "AS64500 EXAMPLE", "peer"), (.blobs, "AS645001 OTHER", nil), (.blobs, nil, nil),
        ] as [(Routing.Traffic, String?, String?)]
    )
    func firstThatFits(_ traffic: Routing.Traffic, _ network: String?, _ tariff: String?) {
        #expect(routing.tariff(for: traffic, network: network) == tariff)
    }
}
