/// The request log of Sonatype Nexus Repository.
///
/// https://support.sonatype.com/hc/en-us/articles/115009807628
///
///     192.0.2.10 - admin [27/Nov/2023:15:15:05 -0400] "GET /repository/docker/v2/ HTTP/1.1" 200 - 166 285
///     "docker/24.0.5" [qtp1085283394-921]     (one line)
///
/// Traps: the layout changed over the years: some lines have no `-` before the user, no length of the request's body
/// (which stands before the bytes sent), no user agent, or no thread. Those with the `-` and without an agent are
/// `common`, and read as such. Nothing is escaped, so a quote in the user agent is found from the line's end.
enum Nexus {
    static let format: LogFormat = {
        var builder = TemplateBuilder.raw
        builder.agentQuoteFromEnd = 1
        let length: [TemplatePiece] = [.field(.number), .literal(" ")]
        let thread: [TemplatePiece] = [.literal(" ["), .field(.skip), .literal("]")]
        let head = Self.head(user: .skip)
        return LogFormat(
            "nexus",
            builder.build(head + length + sizes + agent + thread),
            builder.build(head + sizes + agent + thread),
            builder.build(head + length + sizes + agent),
            builder.build(head + sizes + agent),
            builder.build(Self.head(user: .word) + sizes)
        )
    }()

    private static func head(user: TemplateField) -> [TemplatePiece] {
        [
            .field(.client), .literal(" "), .field(user), .literal(" ["), .field(.commonTime), .literal("] \""),
            .field(.request), .literal("\" "), .field(.status), .literal(" "),
        ]
    }

    /// The bytes, and the milliseconds that it took.
    private static let sizes: [TemplatePiece] = [.field(.bytes), .literal(" "), .field(.number)]

    private static let agent: [TemplatePiece] = [.literal(" \""), .field(.userAgent), .literal("\"")]
}
