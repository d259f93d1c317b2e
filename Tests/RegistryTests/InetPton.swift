import Foundation

/// The C library's reading of addresses, as bytes in network order: the twin of `Client(address:)`.
enum InetPton {
    static func ipv4(_ text: String) -> [UInt8]? { bytes(of: text, family: AF_INET, count: 4) }

    static func ipv6(_ text: String) -> [UInt8]? { bytes(of: text, family: AF_INET6, count: 16) }

    private static func bytes(of text: String, family: Int32, count: Int) -> [UInt8]? {
        guard !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        // The C function writes at most `count` bytes, which is what the buffer holds.
        let status = unsafe inet_pton(family, text, &bytes)
        return status == 1 ? bytes : nil
    }
}
