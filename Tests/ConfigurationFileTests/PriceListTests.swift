import Analysis
import ConfigurationFile
import Schemas
import Testing

struct PriceListTests {
    /// What 200 TB and a million requests cost, by the figures of the sources, added up by hand. Nil: the list ends
    /// before.
    @Test(
        "the built-in lists by their sources",
        arguments: [
            // 10,240 × 0.09 + 40,960 × 0.085 + 102,400 × 0.07 + 51,200 × 0.05
            ("amazon-s3", "us-east-2", "14131.20", "0.40"), ("amazon-s3", "eu-west-1", "14131.20", "0.40"),
            // 10,240 × 0.154 + 40,960 × 0.147 + 102,400 × 0.126 + 51,200 × 0.112
            ("amazon-s3", "af-south-1", "26234.88", "0.40"),
            ("amazon-s3-to-aws", "same-region", "0.00", "0.40"), ("amazon-s3-to-aws", "from-eu", "4096.00", "0.40"),
            ("amazon-cloudfront", "europe", nil, "1.20"),
            // 1,024 × 0.12 + 9,216 × 0.11 + 194,560 × 0.08
            ("google-container-registry", "worldwide", "16701.44", "0.40"),
            ("google-container-registry", "asia", nil, "0.40"),
            ("google-container-registry", "same-continent", "2048.00", "0.40"),
            ("google-artifact-registry", "oceania", "30720.00", "0.00"),
        ] as [(String, String, String?, String)]
    )
    func figures(_ list: String, _ zone: String, _ bytes: String?, _ requests: String) throws {
        let yaml = "costs: {tariffs: [{name: a, prices: \(list), zone: \(zone)}]}"
        let costs = try Configuration(yaml: yaml, file: "ebb.yaml").costs
        let rates = try #require(costs.tariffs[0].rates)
        #expect(rates.unit == .GiB)
        #expect(rates.cost(ofBytes: 204_800 << 30)?.description == bytes)
        #expect(rates.cost(ofRequests: 1_000_000).description == requests)
    }

    @Test("Fastly bills GB, and 50 USD at least")
    func fastly() throws {
        let yaml = "costs: {tariffs: [{name: a, prices: fastly, zone: north-america-europe}]}"
        let rates = try #require(Configuration(yaml: yaml, file: "ebb.yaml").costs.tariffs[0].rates)
        #expect(rates.unit == .GB && rates.minimum.description == "50.00")
        #expect(rates.cost(ofBytes: 10_000_000_000)?.description == "1.20")
        #expect(rates.cost(ofRequests: 10_000_000).description == "7.50")
    }

    @Test("every list says where its figures come from", arguments: Schemas.prices.map(\.value))
    func sources(_ yaml: String) {
        #expect(yaml.contains("\nsource: ") && yaml.hasPrefix("# "))
    }

    @Test("the routing of registry.k8s.io stands beside one's own, and one's own tariffs before its")
    func front() throws {
        let costs = try Configuration(yaml: "costs: {tariffs: [{name: Fastly, price: 0.01}]}", file: "ebb.yaml").costs
        #expect(costs.routings.isEmpty)
        let all = try costs.withRegistryFront()
        #expect(all.routings.map(\.name) == ["registry.k8s.io"])
        #expect(all.tariffs.filter { $0.name == "Fastly" } == costs.tariffs)
        let names = Set(all.tariffs.map(\.name))
        #expect(names.count == 4 && names.isSuperset(of: all.routings[0].rules.map(\.tariff)))
        let front = all.routings[0]
        #expect(front.tariff(for: .manifests, network: "google us-east1") == "Google to Google")
        #expect(front.tariff(for: .manifests, network: "aws us-east-1") == "Google to the Internet")
        #expect(front.tariff(for: .blobs, network: "aws us-east-1") == "Amazon S3 in the client's region")
        #expect(front.tariff(for: .blobs, network: nil) == "Fastly")
    }
}
