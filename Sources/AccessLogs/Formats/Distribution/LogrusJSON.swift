/// Reads the lines of logrus's JSON formatters: `json` has the keys `time` and `msg`, `logstash` `@timestamp` and
/// `message`. All others are flat, and have dots in their names.
///
/// https://github.com/sirupsen/logrus/blob/master/json_formatter.go
///
/// Traps: `&`, `<` and `>` are written `\u0026`, `\u003c` and `\u003e`, in paths too.
struct LogrusJSON {
    private static let paths = JSONPaths([
        "time", "@timestamp", "msg", "message", "http.request.host", "http.request.id", "http.request.method",
        "http.request.remoteaddr", "http.request.uri", "http.request.useragent", "http.request.referer",
        "http.response.status", "http.response.written", "http.response.duration",
    ])

    private var json = JSONReader(Self.paths)

    /// Reads a line. Returns nil, or why it is none of logrus's.
    mutating func read(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        into fields: inout LogrusFields
    ) -> LineOutcome? {
        if let failure = json.read(bytes, line) {
            return .reject(failure.reason, at: failure.offset)
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
        if json.values[8].isEscaped || json.values[9].isEscaped || json.values[10].isEscaped {
            fields.escaping = .json
        }
        return nil
    }

    private func value(_ slot: Int) -> ByteRange {
        switch json.values[slot].kind {
        case .string, .number: json.values[slot].range
        default: .none
        }
    }

    private func value(_ slot: Int, or other: Int) -> ByteRange {
        let range = value(slot)
        return range.isEmpty ? value(other) : range
    }
}
