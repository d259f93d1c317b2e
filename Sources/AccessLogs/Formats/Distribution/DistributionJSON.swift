/// The output of the registry itself where `log.formatter` is `json` or `logstash`: JSON, mixed with combined lines.
///
/// https://distribution.github.io/distribution/about/configuration/#log
///
///     {"go.version":"go1.19.8","http.request.host":"127.0.0.1:5191","http.request.id":"22b3a285-6c74-4abc-a419",
///     "http.request.method":"GET","http.request.remoteaddr":"127.0.0.1:49764","http.request.uri":"/v2/",
///     "http.request.useragent":"curl/7.88.1","http.response.duration":"1.270831ms","http.response.status":200,
///     "http.response.written":2,"level":"info","msg":"response completed","time":"2026-11-22T22:12:46.401202765Z"}
///
/// Traps: those of ``Distribution``, whose reader this is: a line may be text or JSON in both. And those of
/// ``LogrusReader``.
enum DistributionJSON {
    static let format = LogFormat(
        name: "distribution-json",
        hasHost: true,
        hasReferer: true,
        bytesIncludeHeaders: false,
        fieldCount: Distribution.format.fieldCount,
        reading: .distribution(Combined.template)
    )

    /// Whether a registry that writes JSON wrote the lines, even if none of them is a request yet. Where a wrapper is
    /// JSON too, the quotes have backslashes.
    static func hasMark(_ sample: Span<UInt8>) -> Bool {
        let isGo = sample.contains("\"go.version\"") || sample.contains("\\\"go.version\\\"")
        let isRegistry =
            sample.contains("\"http.request.id\"") || sample.contains("\\\"http.request.id\\\"")
            || sample.contains("\"service\":\"registry\"") || sample.contains("\\\"service\\\":\\\"registry\\\"")
        return isGo && isRegistry
    }
}
