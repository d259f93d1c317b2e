/// Cloudflare's Logpush, data set `http_requests`: one JSON object a line.
///
/// https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/
///
///     {"ClientIP":"87.226.160.250","ClientRequestHost":"www.ripe.net","ClientRequestMethod":"HEAD",
///     "ClientRequestURI":"/","EdgeResponseBytes":570,"EdgeResponseStatus":301,
///     "EdgeStartTimestamp":"2022-10-30T00:00:02Z","RayID":"761fde4e984e5ab2"}     (one line)
///
/// Traps: the job chooses the fields, and one of three ways to write a time: RFC 3339, seconds or nanoseconds since 1970.
/// `EdgeResponseBytes` counts headers, `EdgeResponseBodyBytes` does not and is taken where it is logged.
enum Cloudflare {
    static let format = LogFormat(
        "cloudflare",
        KeyedShape(
            marks: ["RayID", "ClientRequestMethod", "EdgeStartTimestamp"],
            isMessageWithoutMark: false,
            keys: [
                .time: ["EdgeStartTimestamp", "EdgeEndTimestamp"],
                .method: ["ClientRequestMethod"],
                .target: ["ClientRequestURI", "ClientRequestPath"],
                .host: ["ClientRequestHost"],
                .status: ["EdgeResponseStatus"],
                .bytes: ["EdgeResponseBodyBytes", "EdgeResponseBytes"],
                .client: ["ClientIP"],
                .forwardedFor: ["ClientXForwardedFor"],
                .referer: ["ClientRequestReferer"],
                .userAgent: ["ClientRequestUserAgent"],
            ]
        ),
        bytesIncludeHeaders: true
    )
}
