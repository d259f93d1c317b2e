/// Traefik's access log in its default layout, `common`: combined, and what routed the request.
///
/// https://doc.traefik.io/traefik/observability/access-logs/#format
///
///     192.168.33.1 - - [02/Oct/2017:20:22:07 +0000] "GET /ui/favicon.png HTTP/1.1" 304 0 "http://example.com/login"
///     "Mozilla/5.0" 262 "Host-host-1" "http://172.19.0.3:5601" 2ms     (one line)
///
/// Traps: status and bytes may be `-`. Nothing is escaped, so a quote in the user agent is found from the line's end.
enum TraefikText {
    static let templates = [shape.template]

    private static let shape: TemplateBuilder.Result = {
        var builder = TemplateBuilder.raw
        // Behind the user agent come two more quoted fields.
        builder.agentQuoteFromEnd = 5
        var shape = builder.build(pieces)
        shape.template.refusesShiftedUser = true
        return shape
    }()

    private static let pieces: [TemplatePiece] = [
        .field(.client), .literal(" "), .field(.skip), .literal(" "), .field(.user), .literal(" ["),
        .field(.commonTime), .literal("] \""), .field(.request), .literal("\" "), .field(.status), .literal(" "),
        .field(.bytes), .literal(" \""), .field(.referer), .literal("\" \""), .field(.userAgent), .literal("\" "),
        .field(.number), .literal(" \""), .field(.skip), .literal("\" \""), .field(.skip), .literal("\" "),
        .field(.word), .literal("ms"),
    ]
}
