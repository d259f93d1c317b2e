/// What a method and a path mean.
package struct Request: Equatable, Sendable {
    /// In the specification's terms; `other` for whatever is none of its requests.
    package let operation: Operation
    /// Empty when the request names none; always a valid name otherwise.
    package let repository: String
    /// A tag's or a digest's text; empty when the request names none.
    package let reference: String
    /// What `reference` is.
    package let referenceKind: ReferenceKind

    /// - Parameters:
    ///   - method: as logged; case does not matter. Empty or `-` means that the log does not say.
    ///   - path: without its query and the endpoint's prefixes; percent-encoded, even twice, or not at all.
    package init(method: String, path: String) {
        let verb = Verb(method)
        switch Target(path: PercentEncoding.decoded(path)) {
        case .ping:
            self.init(verb.choose(get: .ping, head: .ping, other: .other))
        case .manifest(let name, let reference):
            self.init(
                verb.choose(get: .manifestGet, head: .manifestHead, other: .push),
                name,
                reference,
                Grammar.isSignatureTag(reference)
                    ? .signature : reference.contains(UInt8(ascii: ":")) ? .digest : .tag
            )
        case .blob(let name, let digest):
            self.init(verb.choose(get: .blobGet, head: .blobHead, other: .push), name, digest, .digest)
        case .upload(let name):
            self.init(verb.choose(get: .push, head: .push, other: .push), name)
        case .tags(let name):
            self.init(verb.choose(get: .tagList, head: .tagList, other: .other), name)
        case .referrers(let name, let digest):
            self.init(verb.choose(get: .referrers, head: .referrers, other: .other), name, digest, .digest)
        case .catalog:
            self.init(verb.choose(get: .catalog, head: .catalog, other: .other))
        case .token:
            self.init(verb.choose(get: .token, head: .token, other: .token))
        case .other:
            self.init(.other)
        }
    }

    private init(
        _ operation: Operation,
        _ repository: ArraySlice<UInt8> = [],
        _ reference: ArraySlice<UInt8> = [],
        _ referenceKind: ReferenceKind = .none
    ) {
        let isOther = operation == .other
        self.operation = operation
        self.repository = isOther ? "" : String(decoding: repository, as: UTF8.self)
        self.reference = isOther ? "" : String(decoding: reference, as: UTF8.self)
        self.referenceKind = isOther ? .none : referenceKind
    }

    private enum Verb {
        case get, head, other
        /// No method at all: a line cut short, bytes of another protocol.
        case none

        init(_ method: String) {
            switch method.lowercased() {
            case "get": self = .get
            case "head": self = .head
            case "-": self = .none
            default: self = !method.isEmpty && method.utf8.allSatisfy(Self.isTokenByte) ? .other : .none
            }
        }

        func choose(get: Operation, head: Operation, other: Operation) -> Operation {
            switch self {
            case .get: get
            case .head: head
            case .other: other
            case .none: .other
            }
        }

        /// https://www.rfc-editor.org/rfc/rfc9110#name-tokens
        private static func isTokenByte(_ byte: UInt8) -> Bool {
            0x21...0x7E ~= byte && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
        }
    }
}
