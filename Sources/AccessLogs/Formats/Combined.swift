/// The formats of Apache's and nginx's default configuration.
///
/// https://httpd.apache.org/docs/2.4/logs.html#accesslog and
/// https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
///
///     83.149.9.216 - - [24/Feb/2015:23:13:42 +0000] "GET /images/a.png HTTP/1.1" 200 203023 "-" "curl/8.5"
///
/// Traps: a user name may hold spaces; `""` and `"-"` are no request, garbage between the quotes is one; Apache and
/// Go write a quote as `\"`, nginx as `\x22`; Apache writes no bytes as `-`; many servers append fields, which are
/// ignored; a status may be `-`. The host in front, where there is one, comes with or without a port, and is empty
/// (`:5080`) where the client sent none. Caddy 1 wrote `common` and `combined` too.
enum Combined {
    static let combined = LogFormat("combined", combinedResult)

    static let common = LogFormat("common", build(head + body))

    static let vhostCombined: LogFormat = {
        var result = build([.field(.host), .literal(" ")] + head + body + agent)
        result.template.refusesAbsentClient = true
        return LogFormat("vhost-combined", result)
    }()

    /// How a combined line is read, for formats that hold such lines among others.
    static var template: Template { combinedResult.template }

    private static let combinedResult = build(head + body + agent)

    private static let head: [TemplatePiece] = [
        .field(.client), .literal(" "), .field(.skip), .literal(" "), .field(.user), .literal(" ["),
    ]

    private static let body: [TemplatePiece] = [
        .field(.commonTime), .literal("] \""), .field(.request), .literal("\" "), .field(.status), .literal(" "),
        .field(.bytes),
    ]

    private static let agent: [TemplatePiece] = [
        .literal(" \""), .field(.referer), .literal("\" \""), .field(.userAgent), .literal("\""),
    ]

    private static func build(_ pieces: [TemplatePiece]) -> TemplateBuilder.Result {
        var result = TemplateBuilder().build(pieces)
        result.template.refusesShiftedUser = true
        return result
    }
}
