/// Why a list of networks can't be used: which file, where in it, and how to go on.
package struct NetworkFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// - Parameters:
    ///   - path: the file as it was named.
    ///   - problem: what was found, and where.
    ///   - remedy: the way out: whole sentences.
    init(_ path: String, _ problem: String, _ remedy: String) {
        description = "\(path): \(problem). \(remedy)"
    }
}
