/// The output of the registry itself, distribution/distribution: logrus text, mixed with combined lines.
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
/// Values are quoted only where they must be, the way Go quotes.
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

    private var combined: TemplateReader
    private var repeats = RepeatFinder()
    /// The request that the last error line was about.
    private var failedRequest: UInt64?

    init(combined: Template) {
        self.combined = TemplateReader(combined)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        repeats.beginLine()
        guard bytes.starts(with: "time=", in: line) else {
            return readCombined(bytes, line, into: &record)
        }
        var fields = LogfmtFields()
        if let offset = fields.read(bytes, line) {
            return .reject(.unterminatedQuote, at: offset)
        }
        guard let end = fields.time(bytes) else {
            return .reject(.badTime, at: line.lowerBound)
        }
        repeats.advance(to: end.milliseconds)
        guard fields.isCompletion(bytes) else {
            return .skipped
        }
        let failure = fields.failedRequest(bytes)
        if let failure, failure == failedRequest {
            return .skipped
        }
        failedRequest = failure
        let outcome = fields.fill(&record, bytes, line)
        guard outcome == .record else {
            return outcome
        }
        let key = RequestKey(record, bytes)
        repeats.complete(key, end: end.milliseconds, duration: fields.duration(bytes))
        return .record
    }

    private mutating func readCombined(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        into record: inout Record
    ) -> LineOutcome {
        let outcome = combined.read(bytes, line, into: &record)
        guard outcome == .record else {
            return outcome
        }
        repeats.advance(to: record.time * 1000)
        let key = RequestKey(record, bytes)
        return repeats.isRepeat(key, start: record.time * 1000, bytes, line) ? .skipped : .held
    }

    /// Whether a registry wrote the lines, even if none of them is a request yet.
    static func hasMark(_ sample: Span<UInt8>) -> Bool {
        sample.starts(with: "time=", in: 0..<sample.count)
            && (sample.contains("service=registry") || sample.contains("http.request.id="))
    }

    /// Repeats that were found after their line was held back: they are lines, and skipped.
    mutating func takeFoundRepeats() -> Int {
        repeats.takeFound()
    }

    /// See ``LineParser/settle(atEnd:into:)``.
    mutating func settle(atEnd: Bool, into batch: inout Batch) -> [UInt8] {
        let lines = repeats.takeSettled(atEnd: atEnd)
        if !lines.isEmpty {
            combined.readLines(lines.span, limit: .max, into: &batch)
        }
        return lines
    }
}
