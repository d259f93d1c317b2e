import Foundation
import Registry

/// The slow, obvious twin of `Client(address:)`.
enum NaiveClient {
    static func client(_ text: String) -> Client {
        let client = plain(text)
        return client == .unknown ? network(text) ?? masked(text) ?? host(text) ?? .unknown : client
    }

    private static func network(_ text: String) -> Client? {
        guard let match = text.wholeMatch(of: /([^\/%]*)(%[^\/]+)?\/([0-9]{1,3})/), let length = Int(match.3) else {
            return nil
        }
        let ipv4 = match.2 == nil ? InetPton.ipv4(String(match.1)) : nil
        guard
            let bytes = ipv4.map({ [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + $0 })
                ?? InetPton.ipv6(String(match.1)), length <= (ipv4 == nil ? 128 : 32)
        else { return nil }
        let kept = ipv4 == nil ? length : length + 96
        return client(
            of: bytes.enumerated().map { $1 & ~UInt8(truncatingIfNeeded: 0xFF >> max(0, min(8, kept - $0 * 8))) }
        )
    }

    private static func masked(_ text: String) -> Client? {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = octets.prefix { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
        guard octets.count == 4, !numbers.isEmpty,
            octets[numbers.count...].allSatisfy({ $0.wholeMatch(of: /x{1,3}|X{1,3}|\*{1,3}/) != nil })
        else { return nil }
        let whole = numbers.joined(separator: ".") + String(repeating: ".0", count: 4 - numbers.count)
        return InetPton.ipv4(whole).map(ipv4)
    }

    private static func host(_ text: String) -> Client? {
        let label = #/[0-9A-Za-z_-]+/#
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let written = parts.first, parts.count == 1 || isPort(":" + parts[1]) else { return nil }
        let name = written.hasSuffix(".") ? written.dropLast() : written
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ $0.wholeMatch(of: label) != nil }), name.utf8.count <= 253,
            let last = labels.last, last.count > 1, last.first?.isLetter == true
        else { return nil }
        let hash = name.lowercased().utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Client(id: 0x0000_FFFB_0000_0000 | UInt64(hash))
    }

    private static func plain(_ text: String) -> Client {
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
        return client(of: bytes)
    }

    private static func client(of bytes: [UInt8]) -> Client {
        if bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] { return ipv4(Array(bytes[12...])) }
        let upper = number(Array(bytes[..<8]))
        return [0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF].contains(upper >> 32) ? .unknown : Client(id: upper)
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
        case 2:
            let forms = [
                "::ffff:" + octets(), octets() + "/24", "2001:db8:1:2::/48", "10.20.30.x", "Node-1.example.com.",
            ]
            return forms[Int.random(in: 0..<forms.count, using: &generator)]
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
