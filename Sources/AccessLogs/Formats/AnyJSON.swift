/// JSON of any other program, one object a line: read by the map of fields in the configuration, or by usual names.
///
/// Traps: names without a map are guesses, and a program's messages, which have no status, are rejected.
enum AnyJSON {
    static let format = LogFormat("json", KeyedShape(keys: usualKeys, targetNamesHost: true))

    private static let usualKeys: [KeyedShape.Role: [String]] = [
        .time: ["time", "timestamp", "@timestamp", "ts", "date", "datetime", "date_time", "start_time", "requestTime"],
        .method: ["method", "verb", "request_method", "http.request.method", "http.method", "requestMethod"],
        .request: ["request", "request_line"],
        .target: [
            "url", "uri", "path", "request_uri", "url.original", "http.url", "request_path", "requestUri", "requestUrl",
        ],
        .query: ["query", "query_string", "url.query"],
        .host: ["host", "vhost", "http_host", "authority", "url.domain", "server_name", "hostname", "request_host"],
        .status: [
            "status", "status_code", "response_status", "statusCode", "code", "http.response.status_code",
            "http.status_code",
        ],
        .bytes: [
            "bytes", "body_bytes_sent", "bytes_sent", "size", "length", "response_size", "responseSize",
            "written_bytes",
            "http.response.body.bytes", "response_bytes", "response_body_size",
        ],
        .client: [
            "client", "client_ip", "clientIp", "remote_ip", "remote_addr", "ip", "source.ip", "client.ip",
            "client.address", "remoteAddr", "remote_address", "clientip",
        ],
        .forwardedFor: ["x_forwarded_for", "forwarded_for", "xff", "x-forwarded-for"],
        .referer: ["referer", "referrer", "http_referer", "http.request.referrer", "request_referer"],
        .userAgent: [
            "user_agent", "userAgent", "agent", "useragent", "http_user_agent", "user_agent.original",
            "request_user_agent",
        ],
    ]
}

extension LogFormat {
    /// The format `json` by a user's own map of its fields.
    ///
    /// - Parameter fields: for each field the paths that may hold it, under the names `time`, `client`, `forwardedFor`,
    ///   `host`, `method`, `request` (a request line), `target` or `path` (a path with or without query, or a URL),
    ///   `query`, `status`, `bytes`, `referer`, `userAgent`. Others mean nothing.
    package static func json(fields: [String: [String]]) -> LogFormat {
        var keys: [KeyedShape.Role: [String]] = [:]
        for role in KeyedShape.Role.allCases {
            keys[role] = fields["\(role)"]
        }
        if let path = fields["path"] {
            keys[.target, default: []] += path
        }
        // A line without a status is one of the program's messages.
        return LogFormat("json", KeyedShape(marks: keys[.status] ?? [], keys: keys, targetNamesHost: true))
    }
}
