import Foundation
import Registry

/// The slow, obvious twin of `Client(address:)`.
enum NaiveClient {
    static func client(_ text: String) -> Client {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return .unknown }
            let rest = String(text[text.index(after: end)...])
            guard rest.isEmpty || isPort(rest) else { return .unknown }
            return ipv6(String(text[text.index(after: text.startIndex)..<end]))
        }
        let address = text.prefix { $0 != ":" }
        let rest = String(text.dropFirst(address.count))
        if let bytes = InetPton.ipv4(String(address)), rest.isEmpty || isPort(rest) { return ipv4(bytes) }
        return ipv6(text)
    }

    private static func isPort(_ text: String) -> Bool {
        guard text.hasPrefix(":"), text.count <= 6, text.dropFirst().allSatisfy({ ("0"..."9").contains($0) }),
            let port = Int(text.dropFirst())
        else { return false }
        return port <= 65_535
    }

    private static func ipv4(_ bytes: [UInt8]) -> Client {
        Client(id: 0x0000_FFFF_0000_0000 | number(bytes))
    }

    private static func ipv6(_ text: String) -> Client {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, parts.count == 1 || !parts[1].isEmpty,
            let bytes = InetPton.ipv6(String(address))
        else { return .unknown }
        if bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] { return ipv4(Array(bytes[12...])) }
        let upper = number(Array(bytes[..<8]))
        return [0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF].contains(upper >> 32) ? .unknown : Client(id: upper)
    }

    private static func number(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    /// An address in one of the forms that logs use.
    static func randomAddress(using generator: inout some RandomNumberGenerator) -> String {
        func octets() -> String {
            (0..<4).map { _ in String(UInt8.random(in: 0...255, using: &generator)) }.joined(separator: ".")
        }
        let port = Bool.random(using: &generator) ? ":\(UInt16.random(in: 0...65_535, using: &generator))" : ""
        switch Int.random(in: 0..<4, using: &generator) {
        case 0, 1: return octets() + port
        case 2: return "::ffff:" + octets()
        default: break
        }
        var groups = (0..<8).map { _ in
            Bool.random(using: &generator) ? "0" : String(UInt16.random(in: 0...65_535, using: &generator), radix: 16)
        }
        if Bool.random(using: &generator) { groups[6...7] = [octets()] }
        let start = Int.random(in: 0..<groups.count, using: &generator)
        let end = Int.random(in: start...groups.count, using: &generator)
        let full = groups.joined(separator: ":")
        let text =
            start == end
            ? full : groups[..<start].joined(separator: ":") + "::" + groups[end...].joined(separator: ":")
        let zoned = Int.random(in: 0..<4, using: &generator) == 0 ? text + "%eth0" : text
        return Bool.random(using: &generator) ? "[\(zoned)]\(port)" : zoned
    }
}
