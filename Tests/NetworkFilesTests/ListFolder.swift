import Foundation
import NetworkFiles
import Registry

/// A folder of lists that goes with the test.
final class ListFolder {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "networks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file.
    /// - Returns: its path.
    @discardableResult
    func write(_ name: String, _ text: String, modified: Int64? = nil) throws -> String {
        try write(name, Array(text.utf8), modified: modified)
    }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8], modified: Int64? = nil) throws -> String {
        let url = folder.appending(path: name)
        try Data(bytes).write(to: url)
        if let modified {
            let date = Date(timeIntervalSince1970: Double(modified))
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url.path)
        }
        return url.path
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }
}

extension KnownNetworks {
    /// What answers call the network of an address.
    func name(_ address: String) -> String {
        table.name(table.number(of: Client(address: Array(address.utf8).span)))
    }
}

enum Lists {
    static let aws = """
        {
          "syncToken": "1795219388",
          "createDate": "2026-11-20-21-43-08",
          "prefixes": [
            {"ip_prefix": "198.51.0.0/16", "region": "GLOBAL", "service": "AMAZON", "network_border_group": "GLOBAL"},
            {"ip_prefix": "198.51.100.0/24", "region": "us-east-1", "service": "AMAZON", "network_border_group": "us-east-1"},
            {"ip_prefix": "198.51.100.0/24", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"}
          ],
          "ipv6_prefixes": [
            {"ipv6_prefix": "2001:db8:100::/40", "region": "eu-west-1", "service": "S3", "network_border_group": "eu-west-1"}
          ]
        }
        """
    static let google = """
        {
          "syncToken": "1795219388123",
          "creationTime": "2026-11-19T12:03:08.12345",
          "prefixes": [{
            "ipv4Prefix": "203.0.113.0/25",
            "service": "Google Cloud",
            "scope": "us-central1"
          }, {
            "ipv6Prefix": "2001:db8:200::/44",
            "service": "Google Cloud",
            "scope": "europe-west1"
          }]
        }
        """
    static let googleAll = """
        {"syncToken": "1795219388123", "creationTime": "2026-11-19T12:03:08.12345",
         "prefixes": [{"ipv4Prefix": "203.0.113.0/24"}, {"ipv4Prefix": "203.0.113.0/25"}, {"ipv6Prefix": "2001:db8::/32"}]}
        """
    static let azure = """
        {"changeNumber": 412, "cloud": "Public", "values": [
          {"name": "AzureCloud", "id": "AzureCloud", "properties": {"changeNumber": 9, "region": "", "platform": "Azure",
           "systemService": "", "addressPrefixes": ["192.0.2.0/24"]}},
          {"name": "Storage.EastUS2", "id": "Storage.EastUS2", "properties": {"changeNumber": 9, "region": "eastus2",
           "platform": "Azure", "systemService": "AzureStorage", "addressPrefixes": ["192.0.2.64/28"]}},
          {"name": "AzureCloud.eastus2", "id": "AzureCloud.eastus2", "properties": {"changeNumber": 9, "region": "eastus2",
           "platform": "Azure", "systemService": "", "addressPrefixes": ["192.0.2.0/26", "2001:db8:300::/46"]}}
        ]}
        """
    static let systems = """
        192.0.2.0\t192.0.2.255\t64496\tZZ\tEXAMPLE-A Example, Inc.
        198.51.0.0\t198.51.255.255\t64497\tZZ\tEXAMPLE-B
        203.0.113.0\t203.0.113.255\t0\tNone\tNot routed
        2001:db8::\t2001:db8:ffff:ffff:ffff:ffff:ffff:ffff\t64498\tZZ\tEXAMPLE-C

        """
}
