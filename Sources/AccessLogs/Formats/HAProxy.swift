/// HAProxy's `option httplog`.
///
/// https://docs.haproxy.org/3.0/configuration.html#8.2.3
///
///     127.0.0.1:39759 [09/Dec/2013:12:59:46.633] loadbalancer default/instance8 0/51536/1/48082/99627 200 83285 - -
///     ---- 87/87/87/1/0 0/67 {registry.example|docker/24.0.5} {} "GET /path/to/image HTTP/1.1"     (one line)
///
/// Traps: headers stand in braces only if they are captured, those of the request first, and the line does not name
/// them; the time has no zone and is taken as UTC; the bytes count headers; a quote is `#22`, and so on; what is no
/// HTTP is `<BADREQ>`; the status may be -1. A line that was cut off, at 1024 bytes by default, is refused, since a
/// path that is not whole names another image. Failed TLS handshakes are no requests.
enum HAProxy {
    static let format = LogFormat(
        "haproxy",
        shape([]),
        shape([.literal("{"), .field(.captures), .literal("} {"), .field(.skip), .literal("} ")]),
        shape([.literal("{"), .field(.captures), .literal("} ")]),
        message,
        hasHost: true
    )

    private static let head: [TemplatePiece] = [
        .field(.clientAndPort), .literal(" ["), .field(.day), .literal("/"), .field(.monthName), .literal("/"),
        .field(.year), .literal(":"), .field(.hour), .literal(":"), .field(.minute), .literal(":"), .field(.second),
        .literal("."), .field(.fraction3), .literal("] "),
    ]

    private static func shape(_ captures: [TemplatePiece]) -> TemplateBuilder.Result {
        var builder = TemplateBuilder()
        builder.escaping = .hash
        builder.endsAtFirstQuote = true
        builder.lastQuoteMayMiss = false
        return builder.build(
            head + [
                .field(.word), .literal(" "), .field(.word), .literal(" "), .field(.word), .literal(" "),
                .field(.status), .literal(" "), .field(.wireBytes), .literal(" "), .field(.word), .literal(" "),
                .field(.word), .literal(" "), .field(.word), .literal(" "), .field(.word), .literal(" "),
                .field(.word), .literal(" "),
            ] + captures + [.literal("\""), .field(.request), .literal("\"")]
        )
    }

    /// What HAProxy says of a connection that came to nothing: `… frontend/1: SSL handshake failure`.
    private static let message: TemplateBuilder.Result = {
        var result = TemplateBuilder.raw.build(head + [.field(.word), .literal(": "), .field(.skip)])
        result.template.isNoRequest = true
        return result
    }()
}
