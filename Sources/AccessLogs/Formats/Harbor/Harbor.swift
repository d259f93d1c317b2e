/// Harbor's output: the lines of the nginx in front, mixed with those of its registry and with messages of its services.
///
/// https://github.com/goharbor/harbor/blob/main/make/photon/prepare/templates/nginx/nginx.http.conf.jinja
///
///     10.42.80.0 - "HEAD /v2/library/pause/manifests/3.9 HTTP/1.1" 200 0 "-" "containerd/1.6.20" 0.256 0.256 .
///     [25/Nov/2021:15:28:20 +0000]:10.42.80.0 - "HEAD /v2/…     (the same as Harbor's Helm chart has it)
///     2023-05-16T12:11:39Z [ERROR] [/server/middleware/security/basic_auth.go:72]: failed to authenticate user:test
///
/// Traps: nginx's lines have no host, and outside of the Helm chart no time: it is that of what wraps them, syslog or
/// Docker. nginx writes when a request ends. Where the registry's lines (see ``Distribution``) stand in the same
/// stream, a request has up to three lines; nginx's is the request, since it alone knows the client. The core asks the
/// registry for a digest where the client named a tag, answers some requests itself, and asks on its own account too.
struct Harbor: LineReader {
    static let format = LogFormat(
        name: "harbor",
        // The registry's lines alone have one, and that is nobody's but the core's.
        hasHost: false,
        hasReferer: true,
        bytesIncludeHeaders: false,
        // As many as combined has, for the reason that Distribution has them.
        fieldCount: Combined.combined.fieldCount,
        reading: .harbor(front: HarborFront.templates, combined: Combined.template)
    )

    private var front: HarborFront
    private var lines: RegistryLines
    private var repeats = RepeatFinder(highest: .front)

    init(front: [Template], combined: Template) {
        self.front = HarborFront(front)
        lines = RegistryLines(combined: combined)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        repeats.beginLine()
        if Self.isMessage(bytes, line) {
            return .skipped
        }
        let meaning =
            HarborFront.wrote(bytes, line)
            ? front.read(bytes, line, into: &record) : lines.read(bytes, line, into: &record) as LineMeaning
        return repeats.judge(meaning, record, bytes, line)
    }

    /// Whether a line begins with a date, `2023-05-16` or `2023/05/16`, as messages of Go programs and nginx's own do,
    /// or, where the date was taken for a wrapper's, with a level, `[ERROR]`.
    private static func isMessage(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard line.count > 10 else {
            return false
        }
        let start = line.lowerBound
        if bytes[start] == UInt8(ascii: "[") {
            return bytes[start + 1] >= UInt8(ascii: "A")
        }
        let separator = bytes[start + 4]
        return separator == UInt8(ascii: "-") && bytes.isoDate(at: start) != nil
            || separator == UInt8(ascii: "/") && bytes[start + 7] == separator && bytes.fixedDigits(4, at: start) > 0
    }

    /// Whether Harbor may have written the lines. Without that they are none of Harbor's, though it could skip them.
    static func hasMark(_ sample: Span<UInt8>) -> Bool {
        HarborFront.hasMark(sample) || hasMessage(sample)
    }

    /// Whether messages of Harbor's services stand among the lines, even if none of them is a request.
    static func hasMessage(_ sample: Span<UInt8>) -> Bool {
        sample.contains("Z [INFO] [/") || sample.contains("Z [WARNING] [/") || sample.contains("Z [ERROR] [/")
            || sample.contains("Z [DEBUG] [/")
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
