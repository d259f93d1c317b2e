import HTTPTypes

/// What stands behind the question mark of a request, in its order and decoded.
package struct Parameters {
    package let pairs: [(name: String, value: String)]

    private static let most = 32

    /// - Parameter query: as it was sent, without the question mark.
    package init(query: some StringProtocol) throws(Problem) {
        var pairs: [(name: String, value: String)] = []
        for part in query.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentDecoding.decoded(halves[0], plusIsSpace: true),
                let value = PercentDecoding.decoded(halves.count > 1 ? halves[1] : "", plusIsSpace: true)
            else {
                throw Problem(.badRequest, "The query is not percent-encoded UTF-8. Write % as %25.")
            }
            guard !pairs.contains(where: { $0.name == name }) else {
                throw Problem(.badRequest, "The parameter \(name.shortened) stands twice. Give it once.")
            }
            guard pairs.count < Self.most else {
                throw Problem(.badRequest, "There are more than \(Self.most) parameters.")
            }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The same with one parameter set, as a query to be sent.
    package func query(setting name: String, to value: String) -> String {
        (pairs.filter { $0.name != name } + [(name, value)])
            .map { PercentDecoding.encoded($0.name) + "=" + PercentDecoding.encoded($0.value) }
            .joined(separator: "&")
    }
}

extension String {
    /// In quotation marks, and cut where it is long: an error repeats what was sent, but not all of it.
    var shortened: String { count > 80 ? "\"\(prefix(79))…\"" : "\"\(self)\"" }
}
