/// JSON that nginx writes by a `log_format … escape=json`, with keys called as nginx' variables are, or nearly so.
///
/// https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
///
///     {"time_iso8601":"2026-11-22T14:11:16+00:00","remote_addr":"192.0.2.10","host":"registry.example","request":
///     "GET /v2/ HTTP/1.1","status":"200","body_bytes_sent":"2","http_referer":"","http_user_agent":"curl/7.88.1"}
///
/// Traps: numbers are strings where the operator quoted them; the request is a line, or method and URI apart; a format with
/// other keys is read by its `log_format`, given as it stands, or by `json` with a map of its fields.
enum NginxJSON {
    static let format = LogFormat(
        "nginx-json",
        KeyedShape(
            marks: [
                "remote_addr", "body_bytes_sent", "http_user_agent", "time_iso8601", "time_local", "request_uri",
                "msec",
            ],
            isMessageWithoutMark: false,
            keys: [
                .time: ["time_iso8601", "time_local", "msec", "time", "@timestamp", "timestamp", "date"],
                .method: ["request_method", "method"],
                .request: ["request"],
                .target: ["request_uri", "uri", "url", "path"],
                .query: ["args", "query_string", "query"],
                .host: ["host", "http_host", "server_name", "vhost"],
                .status: ["status"],
                .bytes: ["body_bytes_sent", "bytes_sent", "bytes", "size"],
                .client: ["remote_addr", "client", "client_ip", "ip"],
                .forwardedFor: ["http_x_forwarded_for", "x_forwarded_for"],
                .referer: ["http_referer", "referer", "referrer"],
                .userAgent: ["http_user_agent", "user_agent", "agent"],
            ]
        )
    )
}
