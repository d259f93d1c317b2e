/// The grammars of the OCI specifications. What breaks them is no image, whatever the server answered.
///
/// https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
package enum Grammar {
    /// Whether `text` is a repository name: `sig-storage/csi-provisioner`, at most 255 bytes.
    package static func isName(_ text: String) -> Bool { isName(Array(text.utf8)[...]) }

    static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 255 else { return false }
        var rest = bytes
        while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            guard isComponent(rest[..<slash]) else { return false }
            rest = rest[(slash + 1)...]
        }
        return isComponent(rest)
    }

    /// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`
    private static func isComponent(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last, isLowerAlphanumeric(first), isLowerAlphanumeric(last)
        else { return false }
        var separators = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if isLowerAlphanumeric(byte) {
                separators = 0
            } else {
                separators += 1
                let isSame = separators == 1 || byte == previous
                switch byte {
                case UInt8(ascii: "-"): guard isSame else { return false }
                case UInt8(ascii: "_"): guard isSame, separators <= 2 else { return false }
                case UInt8(ascii: "."): guard separators == 1 else { return false }
                default: return false
                }
            }
            previous = byte
        }
        return true
    }

    /// `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`
    static func isTag(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, bytes.count <= 128, isWord(first) else { return false }
        return bytes.dropFirst().allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// `<algorithm>:<encoded>`. Registered algorithms are held to their length and to lower-case hexadecimals;
    /// others to the general grammar and at least 32 characters, the least that can identify content.
    ///
    /// https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
    static func isDigest(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 255, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let algorithm = bytes[..<colon]
        let encoded = bytes[(colon + 1)...]
        if algorithm.elementsEqual("sha256".utf8) || algorithm.elementsEqual("blake3".utf8) {
            return encoded.count == 64 && encoded.allSatisfy(isLowerHexadecimal)
        }
        if algorithm.elementsEqual("sha512".utf8) {
            return encoded.count == 128 && encoded.allSatisfy(isLowerHexadecimal)
        }
        return isAlgorithm(algorithm) && encoded.count >= 32
            && encoded.allSatisfy { isWord($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "-") }
    }

    /// `[a-z0-9]+([+._-][a-z0-9]+)*`
    private static func isAlgorithm(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split(omittingEmptySubsequences: false) { "+._-".utf8.contains($0) }
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isLowerAlphanumeric) }
    }

    /// `sha256-<64 hexadecimals>` and `.sig`, `.att` or `.sbom`.
    static func isSignatureTag(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.starts(with: "sha256-".utf8) else { return false }
        let rest = bytes.dropFirst(7)
        let suffix = rest.dropFirst(64)
        return rest.prefix(64).count == 64 && rest.prefix(64).allSatisfy(isLowerHexadecimal)
            && (suffix.elementsEqual(".sig".utf8) || suffix.elementsEqual(".att".utf8)
                || suffix.elementsEqual(".sbom".utf8))
    }

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
    }

    private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLowerAlphanumeric(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte == UInt8(ascii: "_")
    }
}
