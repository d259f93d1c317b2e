import HTTPTypes

/// What a request is for: a path and a query.
struct Target {
    /// As it was sent.
    let path: Substring
    /// As it was sent, without the question mark.
    let query: Substring

    init(_ request: HTTPRequest) {
        let halves = (request.path ?? "").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = halves.first ?? ""
        query = halves.count > 1 ? halves[1] : ""
    }

    var route: Route? { Route(path: path) }

    var decodedPath: String? { PercentDecoding.decoded(path, plusIsSpace: false) }
}
