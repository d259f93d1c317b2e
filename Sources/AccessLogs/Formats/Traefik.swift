/// Traefik's access log, as JSON and in its common format.
///
/// https://doc.traefik.io/traefik/observe/logs-and-access-logs/
///
///     {"ClientAddr":"172.17.0.1:39490","ClientHost":"172.17.0.1","DownstreamContentSize":356,"DownstreamStatus":404,
///     "Duration":215563,"RequestHost":"registry.example","RequestMethod":"GET","RequestPath":"/v2/",
///     "StartUTC":"2021-12-08T14:02:43.464763557Z","request_User-Agent":"curl/7.88.1"}     (one line)
///
/// Traps: headers are logged only where they are kept by name, so a line without a referer's key says nothing of it;
/// Traefik's own messages stand in the same stream, as JSON or as text; the common format names no host, since the router's
/// name in it is none. `ClientHost` may be what `X-Forwarded-For` claims, `ClientAddr` is the peer.
enum Traefik {
    static let format = LogFormat(
        "traefik",
        KeyedShape(
            marks: ["RequestMethod"],
            keys: [
                .time: ["StartUTC", "time", "StartLocal"],
                .method: ["RequestMethod"],
                .target: ["RequestPath"],
                .host: ["RequestHost", "RequestAddr"],
                .status: ["DownstreamStatus", "OriginStatus"],
                .bytes: ["DownstreamContentSize"],
                .client: ["ClientAddr", "ClientHost"],
                .forwardedFor: ["request_X-Forwarded-For"],
                .referer: ["request_Referer"],
                .userAgent: ["request_User-Agent"],
            ]
        ),
        templates: TraefikText.templates
    )
}
