/// A value that was found.
package struct JSONValue: BitwiseCopyable, Sendable, Equatable {
    package enum Kind: UInt8, BitwiseCopyable, Sendable {
        case absent, string, number, boolean, null, object
    }

    package var kind = Kind.absent
    /// A string without its quotes, its escapes untouched; anything else as written.
    package var range = ByteRange.none
    /// Whether backslashes stand in the string.
    package var isEscaped = false

    /// A value that was found, or none.
    package init(kind: Kind = .absent, range: ByteRange = .none, isEscaped: Bool = false) {
        self.kind = kind
        self.range = range
        self.isEscaped = isEscaped
    }
}

/// Why a document was refused, and at which offset.
package struct JSONFailure: BitwiseCopyable, Sendable, Equatable {
    package var reason: RejectReason
    package var offset: Int

    package init(reason: RejectReason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
