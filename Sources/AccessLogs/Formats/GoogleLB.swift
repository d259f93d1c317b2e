/// The request log of Google's load balancers and of Cloud Run, as Cloud Logging exports it: one JSON object a line.
///
/// https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#HttpRequest
///
///     {"insertId":"1oek5rg3l3fxj7","httpRequest":{"requestMethod":"GET","requestUrl":"http://81.2.69.193/cats.jpg",
///     "status":304,"responseSize":"157","userAgent":"Mozilla/5.0","remoteIp":"89.160.20.156"},
///     "timestamp":"2020-06-08T23:41:30.078651Z"}     (one line)
///
/// Traps: keys come in any order; sizes are strings; keys without a value are left out; `remoteIp` may bring a port;
/// the URL is absolute; an entry without `httpRequest` is another service's and no request. The response size counts
/// headers.
enum GoogleLB {
    static let format = LogFormat(
        "google-lb",
        KeyedShape(
            marks: ["httpRequest"],
            keys: [
                .time: ["timestamp"],
                .method: ["httpRequest.requestMethod"],
                .target: ["httpRequest.requestUrl"],
                .status: ["httpRequest.status"],
                .bytes: ["httpRequest.responseSize"],
                .client: ["httpRequest.remoteIp"],
                .referer: ["httpRequest.referer"],
                .userAgent: ["httpRequest.userAgent"],
            ],
            statusMayLack: true,
            targetNamesHost: true,
            refererMayLack: true
        ),
        bytesIncludeHeaders: true
    )
}
