import Crypto

/// A strong validator: it stands for these bytes and no others.
///
/// https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3
package struct EntityTag: Hashable, Sendable {
    /// With its quotation marks.
    package let text: String

    package init(of bytes: some Sequence<UInt8>) {
        let digest = SHA256.hash(data: Array(bytes))
        text = "\"" + digest.prefix(16).map(\.hexadecimal).joined() + "\""
    }

    /// Whether the asker has these bytes already.
    ///
    /// - Parameter header: If-None-Match: `*`, or a list of tags, each possibly marked weak by `W/`.
    package func matches(_ header: String) -> Bool {
        if header[...].trimmed == "*" { return true }
        return header.split(separator: ",").contains { part in
            let tag = part.trimmed
            return (tag.hasPrefix("W/") ? tag.dropFirst(2) : tag) == text
        }
    }
}

extension UInt8 {
    /// Two digits.
    var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
