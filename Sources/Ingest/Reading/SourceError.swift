/// Why one source could not be read to its end: what, where, and how to go on. The other sources go on.
package struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Sendable {
        case notFound, noPermission, unreadable
        /// A gzip stream that ends too early, or is not what its checksum says.
        case damaged
        /// No format fits, or none of the lines does.
        case unknownFormat
        /// The format names no host and the caller gave none.
        case noHost
        /// The same content was counted under other settings.
        case otherSettings
        case cancelled
    }

    package var code: Code
    package var description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
