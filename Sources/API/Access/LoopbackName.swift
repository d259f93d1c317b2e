/// Names and addresses that lead to this very machine.
package enum LoopbackName {
    /// - Parameter host: a name or an address, with or without a port; an IPv6 address in brackets.
    package static func holds(host: String) -> Bool {
        if host.hasPrefix("[") { return holds(name: String(host.dropFirst().prefix { $0 != "]" })) }
        return holds(name: String(host.prefix { $0 != ":" }))
    }

    /// - Parameter name: a name or an address, without brackets or port.
    static func holds(name: String) -> Bool {
        let name = name.lowercased()
        // https://www.rfc-editor.org/rfc/rfc6761#section-6.3
        if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" { return true }
        guard name.utf8.allSatisfy({ 48...57 ~= $0 || $0 == UInt8(ascii: ".") }) else { return false }
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.allSatisfy { $0 != nil } && numbers[0] == 127
    }
}
