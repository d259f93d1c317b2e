/// Amazon S3's server access log.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
///
///     79a59df9 bucket1 [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df9 3E57427F3EXAMPLE REST.GET.VERSIONING -
///     "GET /bucket1?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" - s9lzHYrF= SigV4
///     ECDHE-RSA-AES128-GCM-SHA256 AuthHeader bucket1.s3.us-west-1.amazonaws.com TLSV1.2 - -     (one line)
///
/// Traps: fields have been appended over the years (18, 24, 25, 26, 27 of them), so they are found by position and the
/// line may end behind the user agent; the request is an unquoted `-` or a quoted one where S3 itself did the work
/// (lifecycle, batches), and the key then stands for the path; the host header is missing in old lines, and the bucket
/// is the host then.
enum S3Access {
    static let format: LogFormat = {
        var builder = TemplateBuilder()
        builder.escaping = .none
        builder.fieldsMayBeQuoted = true
        builder.optionalFromField = Self.userAgent
        let result = builder.build(pieces)
        return LogFormat("s3-access", result)
    }()

    /// The place of the user agent among the fields below, from 0.
    private static let userAgent = 16

    private static let pieces: [TemplatePiece] = {
        let fields: [TemplateField] = [
            .skip, .bucket, .commonTime, .client, .skip, .skip, .skip, .key, .request, .status, .skip, .bytes, .skip,
            .skip, .skip, .referer, .userAgent, .skip, .skip, .skip, .skip, .skip, .host,
        ]
        var pieces: [TemplatePiece] = []
        for field in fields {
            switch field {
            case .commonTime: pieces += [.literal("["), .field(field), .literal("] ")]
            default: pieces += [.field(field), .literal(" ")]
            }
        }
        return pieces
    }()
}
