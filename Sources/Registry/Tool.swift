/// The software that asked, as its user agent tells.
package struct Tool: Sendable, Hashable {
    /// The product's own name in lower case: `docker`, `containerd`, `cri-o`; `other` for what is not known here,
    /// `(none)` for a request without a user agent. Never holds control characters.
    package let family: String
    /// `<major>.<minor>`, empty when unknown. Of `other`, the first word of the user agent, at most 32 bytes.
    package let version: String
    private let traits: ToolTraits

    /// Stands for many clients: a pull-through cache or a replicating registry.
    package var isMirror: Bool { traits.contains(.mirror) }
    /// Asks by itself and not because somebody runs an image: scanners, updaters, probes.
    package var isAutomation: Bool { traits.contains(.automation) }
    /// Names the page that redirected it, so that a request of its without one was direct.
    package var sendsReferer: Bool { traits.contains(.sendsReferer) }

    /// - Parameter userAgent: decoded from the log's escaping; empty or `-` for none.
    package init(userAgent: String) {
        let words = userAgent.utf8.split { $0 <= UInt8(ascii: " ") || $0 == 0x7F }
        guard let first = words.first, !(words.count == 1 && first.elementsEqual("-".utf8)) else {
            self.init("(none)", "", [])
            return
        }
        let parts = first.split(separator: UInt8(ascii: "/"), maxSplits: 1)
        let product = parts.first.flatMap { String($0) } ?? ""
        let version = parts.count == 2 ? parts[1] : ""[...].utf8
        let name = product.lowercased()
        let family = ToolTraits.aliases[name] ?? name

        if family == "regclient", let command = String(version)?.lowercased(), let traits = ToolTraits.families[command]
        {
            // `regclient/regctl (v0.5.0)`
            self.init(command, words.count > 1 ? Self.release(words[1].dropFirst()) : "", traits)
        } else if let traits = ToolTraits.families[family] {
            self.init(family, Self.release(version), traits)
        } else if Self.isProduct(product), words.dropFirst().contains(where: { $0.starts(with: Self.library) }) {
            // Google's library writes the name of the tool that uses it before its own.
            self.init(family, Self.release(version), .sendsReferer)
        } else {
            self.init("other", Self.printable(first), [])
        }
    }

    private init(_ family: String, _ version: String, _ traits: ToolTraits) {
        self.family = family
        self.version = version
        self.traits = traits
    }

    private static let library = "go-containerregistry/".utf8

    /// `20.10` of `v20.10.12+dfsg1`; empty where it begins with no number.
    private static func release(_ version: some Collection<UInt8>) -> String {
        let bare = version.first == UInt8(ascii: "v") || version.first == UInt8(ascii: "V") ? 1 : 0
        let digits = version.dropFirst(bare).prefix { Grammar.isDigit($0) || $0 == UInt8(ascii: ".") }
        let numbers = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).prefix(2)
            .prefix { !$0.isEmpty }
        // Longer numbers are no releases, and would make a name of their own each.
        guard numbers.allSatisfy({ $0.count <= 8 }) else { return "" }
        return numbers.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
    }

    private static func isProduct(_ text: String) -> Bool {
        let bytes = Array(text.lowercased().utf8)
        guard let first = bytes.first, bytes.count <= 32, Grammar.isLowerAlphanumeric(first) else { return false }
        return bytes.allSatisfy { Grammar.isLowerAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    private static func printable(_ word: Substring.UTF8View) -> String {
        let bytes = word.prefix(32).map { 0x21...0x7E ~= $0 ? $0 : UInt8(ascii: "?") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
