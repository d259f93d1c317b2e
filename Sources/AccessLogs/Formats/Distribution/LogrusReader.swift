/// Reads the lines of logrus's formatters: `text` and `json` have the keys `time` and `msg`, `logstash` `@timestamp` and
/// `message`. All others are flat, and have dots in their names.
///
/// https://github.com/sirupsen/logrus#formatters
///
/// Traps: in JSON `&`, `<` and `>` are written `\u0026`, `\u003c` and `\u003e`, in paths too.
struct LogrusReader {
    private static let paths = JSONPaths([
        "time", "@timestamp", "msg", "message", "http.request.host", "http.request.id", "http.request.method",
        "http.request.remoteaddr", "http.request.uri", "http.request.useragent", "http.request.referer",
        "http.response.status", "http.response.written", "http.response.duration",
    ])

    private var json = JSONReader(Self.paths)
    private var text = LogfmtReader(Self.paths)

    /// Reads a line. Returns nil, or why it is none of logrus's.
    mutating func read(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        into fields: inout LogrusFields
    ) -> LineOutcome? {
        guard bytes[line.lowerBound] == UInt8(ascii: "{") else {
            if let offset = text.read(bytes, line) {
                return .reject(.unterminatedQuote, at: offset)
            }
            return take(text.values, .backslash, line, into: &fields)
        }
        if let failure = json.read(bytes, line) {
            return .reject(failure.reason, at: failure.offset)
        }
        return take(json.values, .json, line, into: &fields)
    }

    private func take(
        _ values: [JSONValue],
        _ escaping: Escaping,
        _ line: Range<Int>,
        into fields: inout LogrusFields
    ) -> LineOutcome? {
        func value(_ slot: Int) -> ByteRange {
            values[slot].isPresent ? values[slot].range : .none
        }
        func value(_ slot: Int, or other: Int) -> ByteRange {
            let range = value(slot)
            return range.isEmpty ? value(other) : range
        }
        fields.time = value(0, or: 1)
        fields.message = value(2, or: 3)
        guard !fields.message.isEmpty || !fields.time.isEmpty else {
            return .reject(.notThisFormat, at: line.lowerBound)
        }
        fields.host = value(4)
        fields.id = value(5)
        fields.method = value(6)
        fields.client = value(7)
        fields.uri = value(8)
        fields.userAgent = value(9)
        fields.referer = value(10)
        fields.status = value(11)
        fields.written = value(12)
        fields.elapsed = value(13)
        if values[8].isEscaped || values[9].isEscaped || values[10].isEscaped {
            fields.escaping = escaping
        }
        return nil
    }
}
