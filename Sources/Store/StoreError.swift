/// Why a store could not do what it was asked: what happened, where, and how to go on.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Sendable {
        /// The file is no store of ours, or damaged.
        case notAStore
        /// A later version wrote it.
        case newer
        /// It may not be written, or not be opened.
        case noPermission
        case diskFull
        /// Somebody else holds it.
        case busy
        /// The question, or what is to be saved, does not fit this store.
        case refused
        /// It took longer than the asker allows.
        case timedOut
        case failed
    }

    package var code: Code
    package var description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
