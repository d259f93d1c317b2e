/// The output of the registry itself, distribution/distribution: logrus lines, mixed with combined lines.
///
/// https://distribution.github.io/distribution/about/configuration/#log
///
///     time="2026-11-22T14:11:16.855277499Z" level=info msg="response completed" go.version=go1.19.8
///     http.request.host="127.0.0.1:5000" http.request.method=GET http.request.remoteaddr="127.0.0.1:43792"
///     http.request.uri=/v2/ http.request.useragent=curl/7.88.1 http.response.duration=2.059765ms
///     http.response.status=200 http.response.written=2     (one line)
///     127.0.0.1 - - [22/Nov/2026:14:11:16 +0000] "GET /v2/ HTTP/1.1" 200 2 "" "curl/7.88.1"
///
/// Traps: one request stands in two or three lines. The logrus line, where there is one, is the request, since it
/// alone knows the host; its combined line is a repeat (see ``RepeatFinder``). A request that failed says
/// `response completed with error` instead, once for each of its errors. All other logrus lines are no requests.
/// Values are quoted only where they must be, the way Go quotes. What the router does not know, a path in UTF-8 or
/// `/index.html`, has a combined line only.
struct Distribution: LineReader {
    static let format = LogFormat(
        name: "distribution",
        hasHost: true,
        hasReferer: true,
        bytesIncludeHeaders: false,
        // Not more than combined has, or it would be taken for a log of combined lines alone.
        fieldCount: Combined.combined.fieldCount,
        reading: .distribution(Combined.template)
    )

    private var lines: RegistryLines
    private var repeats = RepeatFinder(highest: .logrus)

    init(combined: Template) {
        lines = RegistryLines(combined: combined)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        repeats.beginLine()
        let meaning: LineMeaning = lines.read(bytes, line, into: &record)
        return repeats.judge(meaning, record, bytes, line)
    }

    /// Whether a registry wrote the lines, even if none of them is a request yet.
    static func hasMark(_ sample: Span<UInt8>) -> Bool {
        sample.contains("go.version=") && (sample.contains("service=registry") || sample.contains("http.request.id="))
    }

    /// See ``RepeatFinder/noteFound(in:)``.
    mutating func noteFoundRepeats(in batch: inout Batch) {
        repeats.noteFound(in: &batch)
    }

    /// See ``LineParser/settle(atEnd:into:)``.
    mutating func settle(atEnd: Bool, into batch: inout Batch) -> [UInt8] {
        let settled = repeats.takeSettled(atEnd: atEnd)
        lines.readLines(settled.span, limit: .max, into: &batch)
        return settled
    }
}
