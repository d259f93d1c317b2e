/// The access log of GitLab's container registry: JSON, or the same keys as text, as LabKit writes them.
///
/// https://docs.gitlab.com/administration/packages/container_registry_troubleshooting/
///
///     {"correlation_id":"01FQGNSKVMHQEAVE21KYTJN2P4","duration_ms":62,"host":"localhost:5000","level":"info",
///     "method":"DELETE","msg":"access","proto":"HTTP/1.1","referrer":"","remote_addr":"127.0.0.1:47498",
///     "remote_ip":"127.0.0.1","status":202,"system":"http","time":"2021-12-22T08:58:15Z","ttfb_ms":62,
///     "uri":"/v2/a/b/tags/reference/1","user_agent":"GitLab/14.6","written_bytes":0}     (one line)
///
/// Traps: only lines with `written_bytes` are requests, all others are the registry's messages; `remote_ip` is the client
/// behind the proxies that the registry trusts, `remote_addr` the peer.
enum GitLabRegistry {
    static let format = LogFormat(
        "gitlab-registry",
        KeyedShape(
            marks: ["written_bytes"],
            keys: [
                .time: ["time"],
                .method: ["method"],
                .target: ["uri"],
                .host: ["host"],
                .status: ["status"],
                .bytes: ["written_bytes"],
                .client: ["remote_ip", "remote_addr"],
                .referer: ["referrer"],
                .userAgent: ["user_agent"],
            ],
            hasTextLines: true
        )
    )
}
