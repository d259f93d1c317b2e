/// Fastly's real-time logs as JSON. A service's own VCL lays them out; these are the layouts of crates.io, RubyGems and
/// Kubernetes, and their usual names. Any other is read by `json` with a map of its fields.
///
/// https://docs.fastly.com/en/guides/useful-variables-to-log
///
///     <134>2024-01-16T23:53:20Z cache-iad s3-request-logs[322614]: {"bytes":11355,
///     "date_time":"2024-01-16T23:53:20.460557177Z","ip":"1.2.3.4","method":"GET","status":200,
///     "url":"https://static.crates.io/crates/strsim/strsim-0.10.0.crate","version":"1"}     (one line)
///
/// Traps: a syslog header stands before the JSON, and on some lines none; the URL is absolute or a path; `request` is a
/// method; bytes count headers.
enum FastlyJSON {
    static let format = LogFormat(
        "fastly-json",
        KeyedShape(
            marks: [
                "date_time", "cache_state", "response_cache", "edge_location", "network.client.ip", "server_datacenter",
                "fastly_server", "fastly_is_edge", "response_body_size", "resp_body_size", "request_user_agent",
            ],
            isMessageWithoutMark: false,
            keys: [
                .time: ["date_time", "timestamp", "time_start", "start_time", "time", "date"],
                .method: ["method", "request", "http.method", "request_method"],
                .target: ["url", "request_path", "http.url", "request_uri", "path"],
                .query: ["request_query"],
                .host: ["host", "request_host", "http.host"],
                .status: ["status", "response_status", "http.status_code"],
                .bytes: ["bytes", "response_bytes", "network.bytes_written", "response_body_size", "resp_body_size"],
                .client: ["ip", "client_ip", "network.client.ip"],
                .forwardedFor: ["http.request_x_forwarded_for", "x_forwarded_for"],
                .referer: ["http.referer", "referer", "request_referer"],
                .userAgent: ["http.useragent", "user_agent", "request_user_agent"],
            ],
            targetNamesHost: true
        ),
        bytesIncludeHeaders: true
    )
}
