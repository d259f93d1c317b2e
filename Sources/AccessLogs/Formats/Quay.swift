/// The log of the nginx within Quay, `lb_logs`.
///
/// https://github.com/quay/quay/blob/master/conf/nginx/http-base.conf.jnj
///
///     10.0.0.9 (192.0.2.10) - - [24/Feb/2015:23:13:42 +0000] "GET /v2/ HTTP/1.1" 401 87 "-" "docker/24.0.5"
///     (0.012 410 0.011)     (one line)
///
/// Traps: the address in parentheses is what the proxy protocol says, so it is the client wherever it is present; the
/// first one is then the load balancer's.
enum Quay {
    /// The parentheses are its mark: with a host for the first address, the line could be `vhost-combined`.
    static let format = LogFormat("quay", builder.build(pieces), marks: 2)

    private static let builder: TemplateBuilder = {
        var builder = TemplateBuilder()
        builder.endsAtFirstQuote = true
        return builder
    }()

    private static let pieces: [TemplatePiece] = [
        .field(.client), .literal(" ("), .field(.trueClient), .literal(") - "), .field(.user), .literal(" ["),
        .field(.commonTime), .literal("] \""), .field(.request), .literal("\" "), .field(.status), .literal(" "),
        .field(.bytes), .literal(" \""), .field(.referer), .literal("\" \""), .field(.userAgent), .literal("\""),
    ]
}
