/// Where the service listens.
package struct ListenAddress: Hashable, Sendable {
    /// A name or an address, without brackets.
    package var host: String
    /// 0: one that is free.
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080`, `localhost:8080` or `[::1]:8080`; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            text[text.index(after: colon)...].utf8.allSatisfy({ 48...57 ~= $0 })
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") || host.contains("[") {
            return nil
        }
        guard !host.isEmpty, !host.contains(where: { $0 == "/" || $0 == "@" || $0.isWhitespace || $0 == "*" }) else {
            return nil
        }
        self.init(host: String(host), port: Int(port))
    }

    /// Whether nobody but this machine can reach it.
    package var isLoopback: Bool { LoopbackName.holds(name: host) }
}

extension ListenAddress: CustomStringConvertible {
    /// As it stands in a URL.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
