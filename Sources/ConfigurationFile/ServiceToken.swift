/// Who may ask the service, as `serve.tokens` says.
package struct ServiceToken: Hashable, Sendable {
    /// What a token may be used for.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        case read, clients, admin
    }

    package var name: String
    /// SHA-256 of the token: 32 bytes.
    package var sha256: [UInt8]
    package var scopes: [Scope]

    package init(name: String, sha256: [UInt8], scopes: [Scope]) {
        self.name = name
        self.sha256 = sha256
        self.scopes = scopes
    }

    /// The entry of `serve.tokens`, to be pasted.
    package var yaml: String {
        let digits = sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let scopes = scopes.map(\.rawValue).joined(separator: ", ")
        return "{name: \(Quoting.quoted(name)), sha256: \"\(digits)\", scopes: [\(scopes)]}"
    }
}

extension ServiceToken {
    /// Reads `serve`.
    static func tokens(_ element: Element) throws(ConfigurationError) -> [ServiceToken] {
        let section = try element.section("`serve`", keys: ["tokens"])
        var tokens: [ServiceToken] = []
        for element in try section["tokens"]?.list(of: "a token") ?? [] {
            let token = try ServiceToken(element)
            guard !tokens.contains(where: { $0.name == token.name }) else {
                throw element.error("there are two tokens called `\(token.name)`", "Rename one of them.")
            }
            guard !tokens.contains(where: { $0.sha256 == token.sha256 }) else {
                throw element.error(
                    "the token `\(token.name)` is the same as another one",
                    "Make a new one with: ebb token"
                )
            }
            tokens.append(token)
        }
        return tokens
    }

    private init(_ element: Element) throws(ConfigurationError) {
        let section = try element.section("a token", keys: ["name", "sha256", "scopes"])
        let remedy = "`ebb token` makes a token and writes its whole entry."
        name = try section.required("name", remedy: remedy).text()
        let digest = try section.required("sha256", remedy: remedy)
        let text = try digest.word()
        guard let bytes = Self.bytes(text) else {
            // What stands there may be the token itself: it is not repeated.
            throw digest.error(
                "`sha256` of a token must be 64 hexadecimal digits",
                "Never write the token itself. " + remedy
            )
        }
        sha256 = bytes
        scopes = []
        let list = try section.required(
            "scopes",
            remedy: "Write `scopes: [read]`; there are \(Spelling.list(Scope.allCases.map(\.rawValue)))."
        )
        for element in try list.list(of: list.name) {
            let scope = try element.choice(Scope.self)
            guard !scopes.contains(scope) else {
                throw element.error("`\(scope.rawValue)` stands twice", "Take one of them away.")
            }
            scopes.append(scope)
        }
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        return (0..<32).map { UInt8(digits[$0 * 2] << 4 | digits[$0 * 2 + 1]) }
    }
}
