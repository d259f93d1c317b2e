import Crypto
import Foundation

/// A secret that lets its bearer in. Only its SHA-256 is known here.
package struct AccessToken: Hashable, Sendable {
    package var name: String
    /// SHA-256 of the token: 32 bytes.
    package var digest: [UInt8]
    package var scopes: Set<AccessScope>

    package init(name: String, digest: [UInt8], scopes: Set<AccessScope>) {
        self.name = name
        self.digest = digest
        self.scopes = scopes
    }

    /// A new random token and its SHA-256.
    package static func make() -> (token: String, digest: [UInt8]) {
        var source = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &source) }
        // The URL's alphabet of RFC 4648: nothing in it needs quoting anywhere.
        let text = Data(bytes).base64EncodedString().filter { $0 != "=" }
            .map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
        let token = "ebb_" + String(text)
        return (token, Array(SHA256.hash(data: Data(token.utf8))))
    }
}
