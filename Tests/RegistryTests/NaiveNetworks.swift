import Registry
import Testing

/// The slow, obvious twin of `NetworkTable`: goes through all prefixes, and reads addresses with the C library.
struct NaiveNetworks {
    struct Entry {
        var bytes: [UInt8]
        /// Of 16 bytes.
        var length: Int
        var region: CloudRegion
    }

    private(set) var entries: [Entry] = []

    mutating func add(_ network: String, _ region: CloudRegion) throws {
        let parts = network.split(separator: "/")
        let isIPv4 = !parts[0].contains(":")
        entries.append(
            Entry(
                bytes: try #require(Self.bytes(String(parts[0]))),
                length: try #require(Int(parts[1])) + (isIPv4 ? 96 : 0),
                region: region
            )
        )
    }

    /// - Parameter isLongest: false: takes the shortest prefix instead, as some tables do.
    func region(of address: String, isLongest: Bool = true) throws -> CloudRegion? {
        let bytes = try #require(Self.bytes(address))
        let isIPv4 = !address.contains(":")
        let fitting = entries.filter { entry in
            (isIPv4 ? entry.length >= 96 : entry.length <= 64)
                && (0..<entry.length).allSatisfy { Self.bit($0, bytes) == Self.bit($0, entry.bytes) }
        }
        let length = isLongest ? fitting.map(\.length).max() : fitting.map(\.length).min()
        let equal = fitting.filter { $0.length == length }
        return (equal.first { $0.region.region?.uppercased() ?? "GLOBAL" != "GLOBAL" } ?? equal.first)?.region
    }

    private static func bytes(_ address: String) -> [UInt8]? {
        address.contains(":")
            ? InetPton.ipv6(address)
            : InetPton.ipv4(address).map { [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + $0 }
    }

    private static func bit(_ place: Int, _ bytes: [UInt8]) -> UInt8 { bytes[place / 8] >> UInt8(7 - place % 8) & 1 }
}
