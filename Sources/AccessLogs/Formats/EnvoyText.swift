/// Envoy's default access log, and Istio's, which is Envoy's with more fields.
///
/// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#default-format-string and
/// https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format
///
///     [2016-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "nsq2http"
///     "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "locations" "tcp://10.0.2.1:80"     (one line)
///
/// Traps: of two byte counts the first came in and the second went out; the only address in the default is
/// `X-Forwarded-For`, which anyone can claim, so its lines have no client; Istio's have one, third from the end.
/// Nothing is escaped, so a quote in the user agent is found from the line's end. A request that could not be read is
/// `- - HTTP/1.1` and none. What Envoy says of itself, `[2024-02-29 23:59:50.000][1][info]`, is none either.
enum EnvoyText {
    static let templates = [standard.template, builder.build(istio).template, message.template]

    private static let standard = builder.build(head + sizes + headers)

    private static let builder: TemplateBuilder = {
        var builder = TemplateBuilder.raw
        // Behind the user agent come three more quoted fields.
        builder.agentQuoteFromEnd = 7
        return builder
    }()

    private static let head: [TemplatePiece] = [
        .literal("["), .field(.isoTime), .literal("] \""), .field(.request), .literal("\" "), .field(.status),
        .literal(" "), .field(.word), .literal(" "),
    ]

    private static let sizes: [TemplatePiece] = [
        .field(.number), .literal(" "), .field(.bytes), .literal(" "), .field(.number), .literal(" "),
        .field(.number), .literal(" \""),
    ]

    private static let headers: [TemplatePiece] = [
        .field(.forwardedFor), .literal("\" \""), .field(.userAgent), .literal("\" \""), .field(.skip),
        .literal("\" \""), .field(.host), .literal("\" \""), .field(.skip), .literal("\""),
    ]

    private static let message: TemplateBuilder.Result = {
        var result = builder.build(
            [.literal("["), .field(.isoTime), .literal("]["), .field(.number), .literal("]["), .field(.skip)]
        )
        result.template.isNoRequest = true
        return result
    }()

    private static let istio: [TemplatePiece] =
        head + [.field(.word), .literal(" "), .field(.word), .literal(" \""), .field(.skip), .literal("\" ")] + sizes
        + headers + [
            .literal(" "), .field(.word), .literal(" "), .field(.word), .literal(" "), .field(.word), .literal(" "),
            .field(.clientAndPort), .literal(" "), .field(.word), .literal(" "), .field(.skip),
        ]
}
