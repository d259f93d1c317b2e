/// Envoy's access log: its default text, Istio's, and JSON with the names of Istio and of Envoy Gateway.
///
/// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
///
///     {":authority":"registry.example","bytes_sent":2,"downstream_remote_address":"10.0.0.12:59292","method":"GET",
///     "response_code":200,"start_time":"2025-12-31T16:37:40.479Z","user-agent":"curl/8.5",
///     "x-envoy-origin-path":"/v2/","x-forwarded-for":"10.0.0.12"}     (one line)
///
/// Traps: the keys of JSON are the operator's, so many names are known; a response code 0 means that the client had gone;
/// bytes are those of the body; headers that were not logged are absent, which says nothing of them.
enum Envoy {
    static let format = LogFormat(
        "envoy",
        KeyedShape(
            marks: ["response_code"],
            keys: [
                .time: ["start_time", "timestamp", "time"],
                .method: ["method", ":method"],
                .target: ["path", "x-envoy-origin-path", "x-envoy-original-path", ":path"],
                .host: ["authority", ":authority"],
                .status: ["response_code"],
                .bytes: ["bytes_sent"],
                .client: ["downstream_remote_address", "downstream_direct_remote_address"],
                .forwardedFor: ["x_forwarded_for", "x-forwarded-for"],
                .referer: ["referer"],
                .userAgent: ["user_agent", "user-agent"],
            ]
        ),
        templates: EnvoyText.templates
    )
}
