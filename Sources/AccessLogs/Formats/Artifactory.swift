/// The request log of JFrog Artifactory: fields parted by pipes, in two layouts.
///
/// https://jfrog.com/help/r/jfrog-platform-administration-documentation/request-log
///
///     2018-11-18T15:39:04.902Z|d5d75b3c41242768|127.0.0.1|anonymous|GET|/api/docker/x/v2/|200|0|6|0|JFrog/4.1.12
///     20140508154145|2632|REQUEST|86.12.14.192|admin|GET|/jcenter/a.jar|HTTP/1.1|200|8296
///
/// The first is version 7's: the trace, the client, the user, the request, then the lengths of request and response and
/// the duration. The second is version 6's and older.
///
/// Traps: lengths of version 7 are -1 where they are not known, and JFrog says that they are no measure of what was
/// sent; its time may have a zone. That of version 6 has none and is taken as UTC; it knows no user agent. Paths begin
/// with the repository's key, or `/api/docker/KEY`.
enum Artifactory {
    static let format: LogFormat = {
        var builder = TemplateBuilder.raw
        builder.optionalFromField = Self.duration
        return LogFormat("artifactory", builder.build(current), TemplateBuilder.raw.build(old))
    }()

    /// The place of the duration among the fields of version 7, from 0.
    private static let duration = 9

    private static let current: [TemplatePiece] = [
        .field(.isoTime), .literal("|"), .field(.word), .literal("|"), .field(.client), .literal("|"), .field(.skip),
        .literal("|"), .field(.method), .literal("|"), .field(.target), .literal("|"), .field(.status), .literal("|"),
        .field(.number), .literal("|"), .field(.bytes), .literal("|"), .field(.number), .literal("|"),
        .field(.userAgent),
    ]

    private static let old: [TemplatePiece] = [
        .field(.year), .field(.month), .field(.day), .field(.hour), .field(.minute), .field(.second), .literal("|"),
        .field(.number), .literal("|"), .field(.word), .literal("|"), .field(.client), .literal("|"), .field(.skip),
        .literal("|"), .field(.method), .literal("|"), .field(.target), .literal("|"), .field(.word), .literal("|"),
        .field(.status), .literal("|"), .field(.bytes),
    ]
}
