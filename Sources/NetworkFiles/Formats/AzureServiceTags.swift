import Registry

/// Azure's ServiceTags_Public. Of its tags, those called `AzureCloud.<region>` hold all addresses of a region; the
/// others hold parts of the same by service. It does not say of which day it is.
///
/// https://learn.microsoft.com/azure/virtual-network/service-tags-overview
///
///     {"changeNumber": 412, "cloud": "Public", "values": [{"name": "AzureCloud.eastus2", "properties":
///      {"region": "eastus2", "addressPrefixes": ["203.0.113.0/25", "2001:db8:800::/46"], …}}]}
enum AzureServiceTags {
    private struct Document: Decodable {
        var values: [Tag]
    }

    private struct Tag: Decodable {
        var name: String
        var properties: Properties
    }

    private struct Properties: Decodable {
        var region: String?
        var addressPrefixes: [String]
    }

    static func read(_ file: FileBytes, into builder: inout NetworkTableBuilder) throws(NetworkFileError) -> Day? {
        var regions = 0
        for (index, tag) in try file.decoded(Document.self).values.enumerated() {
            guard tag.name.hasPrefix("AzureCloud."), let region = tag.properties.region, !region.isEmpty else {
                continue
            }
            regions += 1
            for (place, text) in tag.properties.addressPrefixes.enumerated() {
                let network = try file.network(text, at: "values[\(index)].properties.addressPrefixes[\(place)]")
                builder.add(network, CloudRegion(cloud: "azure", region: region))
            }
        }
        guard regions > 0 else { throw file.error("it has no tag AzureCloud.<region>") }
        return nil
    }
}
