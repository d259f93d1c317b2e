/// The access log of AWS' Application Load Balancer.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
///
///     http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000
///     0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:… "Root=1-58337262"
///     "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"     (one line)
///
/// Traps: fields have been appended over the years, so the line may end behind the user agent; the first status is the
/// client's, the second the target's; the host stands in the request alone, with its port; a request that could not be
/// read is `- http://host:80- -` and none; an URL may hold spaces; times taken are -1 where no target was asked. The
/// bytes sent count headers. The log of a Network Load Balancer begins with `tls 2.0`, and has no requests.
enum ApplicationLoadBalancer {
    static let format: LogFormat = {
        var builder = TemplateBuilder()
        builder.optionalFromField = Self.userAgent
        return LogFormat("alb", builder.build(pieces), hasHost: true)
    }()

    /// The place of the user agent among the fields below, from 0.
    private static let userAgent = 13

    private static let pieces: [TemplatePiece] = [
        .field(.word), .literal(" "), .field(.isoTime), .literal(" "), .field(.skip), .literal(" "),
        .field(.clientAndPort), .literal(" "), .field(.skip), .literal(" "), .field(.skip), .literal(" "),
        .field(.skip), .literal(" "), .field(.skip), .literal(" "), .field(.status), .literal(" "), .field(.skip),
        .literal(" "), .field(.skip), .literal(" "), .field(.wireBytes), .literal(" \""), .field(.request),
        .literal("\" \""), .field(.userAgent), .literal("\""),
    ]
}
