/// Caddy 2's access log: one JSON object a line. Caddy 1 writes `common` or `combined` lines.
///
/// https://caddyserver.com/docs/caddyfile/directives/log
///
///     {"level":"info","ts":1703373474.8155608,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":
///     "1.2.3.4","client_ip":"1.2.3.4","method":"GET","host":"registry.example","uri":"/v2/","headers":{"User-Agent":
///     ["curl/8.5"]}},"duration":0.001,"size":3609,"status":200}     (one line)
///
/// Traps: a failed request stands there twice, as an error without `size` and as an access; before 2.5 the peer was
/// `remote_addr`, with its port; `client_ip` is the client behind the proxies that Caddy trusts; a header's value is an
/// array; `ts` may be configured to be text.
enum Caddy {
    static let format = LogFormat(
        "caddy",
        KeyedShape(
            marks: ["size"],
            keys: [
                .time: ["ts", "time", "timestamp"],
                .method: ["request.method"],
                .target: ["request.uri"],
                .host: ["request.host"],
                .status: ["status"],
                .bytes: ["size"],
                .client: ["request.client_ip", "request.remote_ip", "request.remote_addr"],
                .forwardedFor: ["request.headers.X-Forwarded-For"],
                .referer: ["request.headers.Referer"],
                .userAgent: ["request.headers.User-Agent"],
            ],
            refererMayLack: true
        )
    )
}
