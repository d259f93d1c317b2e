import Crypto
import Foundation
package import HTTPTypes

/// Lets in whoever may come in.
///
/// Without tokens the service listens on loopback alone, and whoever reaches it may read; with tokens, nobody without one.
package struct Gate: Sendable {
    private let tokens: [AccessToken]

    package init(tokens: [AccessToken]) {
        self.tokens = tokens
    }

    /// Refuses a page of somewhere else that reaches us by a name that its owner pointed at loopback (DNS rebinding).
    package func checkHost(of request: HTTPRequest) throws(Problem) {
        guard let host = request.authority, !host.isEmpty else {
            throw Problem(.badRequest, "The request has no Host header.")
        }
        guard tokens.isEmpty, !LoopbackName.holds(host: host) else { return }
        throw Problem(
            .misdirectedRequest,
            "Without tokens this service answers to loopback names alone, such as localhost or 127.0.0.1, and the "
                + "request was for \(host.shortened). Ask by one of them, or configure serve.tokens (ebb token)."
        )
    }

    /// What the asker may do.
    package func scopes(of request: HTTPRequest) throws(Problem) -> Set<AccessScope> {
        guard !tokens.isEmpty else { return [.read] }
        guard let header = request.headerFields[.authorization] else {
            throw challenge("This service needs a token: Authorization: Bearer TOKEN, or Basic with it as password.")
        }
        guard let given = Self.secret(in: header) else {
            throw challenge("The Authorization header is neither Bearer TOKEN nor Basic with the token as password.")
        }
        let digest = SHA256.hash(data: Data(given.utf8))
        var found: AccessToken?
        // To the end of the list always, and each comparison takes the same time: it says nothing of the tokens.
        for token in tokens where digest == Data(token.digest) { found = token }
        guard let found else {
            throw challenge("The token is not known. Check it for typing errors, or make one with: ebb token")
        }
        return AccessScope.all(in: found.scopes)
    }

    /// https://www.rfc-editor.org/rfc/rfc6750#section-2.1, https://www.rfc-editor.org/rfc/rfc7617#section-2
    private static func secret(in header: String) -> String? {
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        let credentials = words[1].trimmed
        switch words[0].lowercased() {
        case "bearer": return String(credentials)
        case "basic":
            guard let data = Data(base64Encoded: String(credentials)),
                let pair = String(data: data, encoding: .utf8), let colon = pair.firstIndex(of: ":")
            else { return nil }
            return String(pair[pair.index(after: colon)...])
        default: return nil
        }
    }

    private func challenge(_ detail: String) -> Problem {
        var problem = Problem(.unauthorized, detail)
        problem.headers.append(HTTPField(name: .wwwAuthenticate, value: "Bearer realm=\"ebb\""))
        problem.headers.append(HTTPField(name: .wwwAuthenticate, value: "Basic realm=\"ebb\", charset=\"UTF-8\""))
        return problem
    }
}

extension Set<AccessScope> {
    /// Refuses who lacks a scope.
    func require(_ scope: AccessScope) throws(Problem) {
        guard !contains(scope) else { return }
        throw Problem(.forbidden, "The token lacks the scope \(scope.rawValue). Ask its owner for one that has it.")
    }
}
