/// The logs of Nginx Proxy Manager, in its two layouts.
///
/// https://github.com/NginxProxyManager/nginx-proxy-manager/blob/develop/docker/rootfs/etc/nginx/conf.d/include/log.conf
///
///     [24/Jan/2022:16:51:02 +0000] - 404 404 - GET http openresty.local "/sdfdsf" [Client 1.2.3.4] [Length 192]
///     [Gzip 3.10] [Sent-to openresty] "Mozilla/5.0 (X11; Linux x86_64)" "-"     (one line)
///
/// This is `proxy`; `standard`, of redirections and dead hosts, has neither the cache's and the upstream's status nor
/// `[Sent-to …]`.
///
/// Traps: the first status is the upstream's, and two parted by a comma where a second upstream was asked; the user
/// agent stands before the referer; the client is what `X-Real-IP` says where a private network or a known CDN sent
/// it; quotes are `\x22`.
enum NginxProxyManager {
    /// Its brackets are marks.
    static let format = LogFormat(
        "nginx-proxy-manager",
        builder.build(head + upstream + request + sentTo + headers),
        builder.build(head + request + headers),
        builder.build(head + retried + request + sentTo + headers),
        marks: 2
    )

    private static let builder: TemplateBuilder = {
        var builder = TemplateBuilder()
        builder.endsAtFirstQuote = true
        return builder
    }()

    private static let head: [TemplatePiece] = [.literal("["), .field(.commonTime), .literal("] ")]

    private static let upstream: [TemplatePiece] = [.field(.word), .literal(" "), .field(.number), .literal(" ")]

    private static let retried: [TemplatePiece] = [
        .field(.word), .literal(" "), .field(.number), .literal(", "), .field(.number), .literal(" "),
    ]

    private static let request: [TemplatePiece] = [
        .field(.status), .literal(" - "), .field(.method), .literal(" "), .field(.word), .literal(" "), .field(.host),
        .literal(" \""), .field(.target), .literal("\" [Client "), .field(.client), .literal("] [Length "),
        .field(.bytes), .literal("] [Gzip "), .field(.word), .literal("] "),
    ]

    private static let sentTo: [TemplatePiece] = [.literal("[Sent-to "), .field(.skip), .literal("] ")]

    private static let headers: [TemplatePiece] = [
        .literal("\""), .field(.userAgent), .literal("\" \""), .field(.referer), .literal("\""),
    ]
}
