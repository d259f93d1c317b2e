/// JSON of any other program, one object a line: read by the map of fields in the configuration, or by usual names.
///
/// Traps: names without a map are guesses, and a program's messages, which have no status, are rejected.
enum AnyJSON {
    static let format = LogFormat("json", KeyedShape(keys: usualKeys, targetNamesHost: true))

    /// The format by a user's own map.
    static func format(_ fields: FieldMap) -> LogFormat {
        LogFormat("json", KeyedShape(keys: fields.keys, targetNamesHost: true))
    }

    private static let usualKeys: [KeyedShape.Role: [String]] = [
        .time: ["time", "timestamp", "@timestamp", "ts", "date", "datetime", "date_time", "start_time", "requestTime"],
        .method: ["method", "verb", "request_method", "http.request.method", "http.method", "requestMethod"],
        .request: ["request", "request_line"],
        .target: [
            "url", "uri", "path", "request_uri", "url.original", "http.url", "request_path", "requestUri", "requestUrl",
        ],
        .query: ["query", "query_string", "url.query"],
        .host: ["host", "vhost", "http_host", "authority", "url.domain", "server_name", "hostname", "request_host"],
        .status: ["status", "status_code", "statusCode", "code", "http.response.status_code", "http.status_code"],
        .bytes: [
            "bytes", "body_bytes_sent", "bytes_sent", "size", "length", "response_size", "responseSize",
            "written_bytes",
            "http.response.body.bytes", "response_bytes",
        ],
        .client: [
            "client", "client_ip", "clientIp", "remote_ip", "remote_addr", "ip", "source.ip", "client.ip",
            "client.address", "remoteAddr", "remote_address", "clientip",
        ],
        .forwardedFor: ["x_forwarded_for", "forwarded_for", "xff", "x-forwarded-for"],
        .referer: ["referer", "referrer", "http_referer", "http.request.referrer"],
        .userAgent: ["user_agent", "userAgent", "agent", "useragent", "http_user_agent", "user_agent.original"],
    ]
}

/// Which keys of a JSON log hold what, as the configuration says: for each field the paths that may hold it.
package struct FieldMap: Sendable, Codable, Hashable {
    /// The fields by the names of the configuration, and the paths of each: `time`, `client`, `forwardedFor`, `host`,
    /// `method`, `request`, `target`, `query`, `status`, `bytes`, `referer`, `userAgent`.
    package var paths: [String: [String]]

    package init(paths: [String: [String]]) {
        self.paths = paths
    }

    /// The names that ``paths`` may have, in the order in which they are listed.
    package static let names = KeyedShape.Role.allCases.map { "\($0)" }

    fileprivate var keys: [KeyedShape.Role: [String]] {
        var keys: [KeyedShape.Role: [String]] = [:]
        for role in KeyedShape.Role.allCases {
            keys[role] = paths["\(role)"]
        }
        return keys
    }
}
