import Registry

/// Google's cloud.json, whose prefixes have a region as their scope, and goog.json, whose prefixes have none.
///
/// https://support.google.com/a/answer/10026322
///
///     {"syncToken": "1795219388123", "creationTime": "2026-11-20T12:03:08.123456",
///      "prefixes": [{"ipv4Prefix": "198.51.100.0/24", "service": "Google Cloud", "scope": "us-central1"}]}
enum GoogleRanges {
    private struct Document: Decodable {
        var creationTime: String?
        var prefixes: [Entry]
    }

    private struct Entry: Decodable {
        var ipv4Prefix: String?
        var ipv6Prefix: String?
        var scope: String?
    }

    static func read(_ file: FileBytes, into builder: inout NetworkTableBuilder) throws(NetworkFileError) -> Day? {
        let document = try file.decoded(Document.self)
        for (index, entry) in document.prefixes.enumerated() {
            guard let text = entry.ipv4Prefix ?? entry.ipv6Prefix else {
                throw file.error("prefixes[\(index)] has neither ipv4Prefix nor ipv6Prefix")
            }
            let network = try file.network(text, at: "prefixes[\(index)]")
            builder.add(network, CloudRegion(cloud: "google", region: entry.scope))
        }
        return document.creationTime.flatMap { Day(String($0.prefix(10))) }
    }
}
