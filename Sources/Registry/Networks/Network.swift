/// A region of a cloud, or a whole cloud where its list names no region.
package struct CloudRegion: Hashable, Sendable {
    /// `aws`, `google`, `azure`.
    package let cloud: String
    /// As the cloud's list writes it: `us-east-1`, `GLOBAL`; nil: not said.
    package let region: String?

    package init(cloud: String, region: String?) {
        self.cloud = cloud
        self.region = region
    }

    /// Whether it says where the machines stand: `GLOBAL` says as little as nothing.
    var isSomewhere: Bool { region.map { $0.lowercased() != "global" } ?? false }
}

extension CloudRegion: CustomStringConvertible {
    /// `aws us-east-1`, `google`.
    package var description: String { [cloud, region].compactMap(\.self).joined(separator: " ") }
}

/// A network of one operator, as the routing of the Internet knows it.
///
/// https://www.rfc-editor.org/rfc/rfc4271
package struct AutonomousSystem: Hashable, Sendable {
    package let number: UInt32
    /// As the table writes it; may be empty.
    package let name: String

    package init(number: UInt32, name: String) {
        self.number = number
        self.name = name
    }
}

extension AutonomousSystem: CustomStringConvertible {
    /// `AS14618 AMAZON-AES`.
    package var description: String { name.isEmpty ? "AS\(number)" : "AS\(number) \(name)" }
}

/// Where a client is: in a cloud's region, in an autonomous system, in both, or not known to be anywhere.
package struct Network: Hashable, Sendable {
    package var cloud: CloudRegion?
    package var system: AutonomousSystem?

    package init(cloud: CloudRegion? = nil, system: AutonomousSystem? = nil) {
        self.cloud = cloud
        self.system = system
    }
}
