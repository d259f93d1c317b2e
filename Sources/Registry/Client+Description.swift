extension Client: CustomStringConvertible {
    /// An exact client: `192.0.2.1`, `2001:db8:1:2::/64`, `host-1a2b3c4d`, `-` for an unknown, `(none)` for a
    /// hidden one.
    package var description: String { description(as: .exact) }

    /// How a client is written that `mode` has been applied to: `192.0.2.0/24`, `2001:db8:1::/48`,
    /// `client-0123456789abcdef`.
    package func description(as mode: PrivacyMode) -> String {
        if self == .unknown { return "-" }
        if isForgotten { return "(forgotten)" }
        if self == .hidden || mode == .none { return "(none)" }
        if mode == .keyed { return "client-" + Self.hexadecimal(id) }
        if isHost { return "host-" + Self.hexadecimal(id).suffix(8) }
        let isPrefix = mode == .prefix
        if let ipv4 {
            let octets = [24, 16, 8, 0].map { String(ipv4 >> $0 & 0xFF) }.joined(separator: ".")
            return isPrefix ? octets + "/24" : octets
        }
        return ipv6Groups + (isPrefix ? "/48" : "/64")
    }

    /// The upper half of an address in the shortest form: the lower half is zero, so `::` stands at the end.
    ///
    /// https://www.rfc-editor.org/rfc/rfc5952#section-4
    private var ipv6Groups: String {
        var groups = [48, 32, 16, 0].map { id >> $0 & 0xFFFF }[...]
        while groups.last == 0 { groups.removeLast() }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::"
    }

    /// The client that ``description`` writes as `host-1a2b3c4d`.
    package init?(hostDescription text: String) {
        guard text.hasPrefix("host-"), text.utf8.count == 13, let hash = UInt32(text.dropFirst(5), radix: 16) else {
            return nil
        }
        self = .host(hash)
    }

    private static func hexadecimal(_ id: UInt64) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
