/// Where in the objects of a JSON log the fields of a request stand, as the configuration says.
package struct JSONFields: Codable, Hashable, Sendable {
    /// By a field's name, the paths that are looked at, the first one present taken: `httpRequest.status`.
    package var paths: [String: [String]]

    package init(paths: [String: [String]]) { self.paths = paths }

    /// The fields' names, in their order.
    package static let names = [
        "time", "client", "forwardedFor", "host", "method", "request", "target", "path", "query", "status", "bytes",
        "referer", "userAgent",
    ]
}
