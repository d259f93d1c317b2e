import Registry

/// AWS' ip-ranges.json. A prefix stands in it once for each service, always with the same region.
///
/// https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html
///
///     {"syncToken": "1795219388", "createDate": "2026-11-20-21-43-08",
///      "prefixes": [{"ip_prefix": "192.0.2.0/24", "region": "us-east-1", "service": "AMAZON", …}],
///      "ipv6_prefixes": [{"ipv6_prefix": "2001:db8::/35", "region": "GLOBAL", "service": "AMAZON", …}]}
enum AWSRanges {
    private struct Document: Decodable {
        var createDate: String?
        var prefixes: [IPv4]
        var ipv6_prefixes: [IPv6]?
    }

    private struct IPv4: Decodable {
        var ip_prefix: String
        var region: String
    }

    private struct IPv6: Decodable {
        var ipv6_prefix: String
        var region: String
    }

    static func read(_ file: FileBytes, into builder: inout NetworkTableBuilder) throws(NetworkFileError) -> Day? {
        let document = try file.decoded(Document.self)
        for (index, entry) in document.prefixes.enumerated() {
            let network = try file.network(entry.ip_prefix, at: "prefixes[\(index)].ip_prefix")
            builder.add(network, CloudRegion(cloud: "aws", region: entry.region))
        }
        for (index, entry) in (document.ipv6_prefixes ?? []).enumerated() {
            let network = try file.network(entry.ipv6_prefix, at: "ipv6_prefixes[\(index)].ipv6_prefix")
            builder.add(network, CloudRegion(cloud: "aws", region: entry.region))
        }
        return document.createDate.flatMap { Day(String($0.prefix(10))) }
    }
}
