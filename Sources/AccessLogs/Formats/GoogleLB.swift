/// The request log of Google's load balancers and of Cloud Run, as Cloud Logging exports it: one JSON object a line.
///
/// https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#HttpRequest
///
///     {"insertId":"1oek5rg3l3fxj7","httpRequest":{"requestMethod":"GET","requestUrl":"http://81.2.69.193/cats.jpg",
///     "status":304,"responseSize":"157","userAgent":"Mozilla/5.0","remoteIp":"89.160.20.156"},
///     "timestamp":"2020-06-08T23:41:30.078651Z"}     (one line)
///
/// Traps: keys come in any order; sizes are strings, and missing where nothing was sent; `remoteIp` may bring a port;
/// the URL is absolute; an entry without `httpRequest` is another service's and no request. The response size counts
/// headers.
struct GoogleLB: LineReader {
    static let format = LogFormat(
        name: "google-lb",
        hasHost: true,
        hasReferer: true,
        bytesIncludeHeaders: true,
        fieldCount: 9,
        reading: .googleLB
    )

    private static let paths = JSONPaths([
        "httpRequest", "httpRequest.requestMethod", "httpRequest.requestUrl", "httpRequest.status",
        "httpRequest.responseSize", "httpRequest.userAgent", "httpRequest.remoteIp", "httpRequest.referer", "timestamp",
    ])

    private enum Slot {
        static let request = 0, method = 1, url = 2, status = 3, size = 4, userAgent = 5, client = 6, referer = 7,
            time = 8
    }

    private var json = JSONReader(Self.paths)

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        if let failure = json.read(bytes, line) {
            return .reject(failure.reason, at: failure.offset)
        }
        guard json.values[Slot.request].kind == .object else {
            return .skipped
        }
        let time = json.values[Slot.time].range.indices
        guard json.values[Slot.time].kind == .string,
            let moment = bytes.isoTime(at: time.lowerBound, to: time.upperBound), moment.end == time.upperBound
        else {
            return .reject(.badTime, at: Swift.max(time.lowerBound, line.lowerBound))
        }
        record.time = moment.instant.seconds
        guard let status = number(bytes, Slot.status), status <= 999 else {
            return .reject(.badStatus, at: offset(of: Slot.status, in: line))
        }
        record.status = UInt16(truncatingIfNeeded: status)
        guard let size = number(bytes, Slot.size) else {
            return .reject(.badBytes, at: offset(of: Slot.size, in: line))
        }
        record.bytes = size
        record.method = text(bytes, Slot.method)
        record.userAgent = text(bytes, Slot.userAgent)
        record.client = text(bytes, Slot.client)
        record.referer = text(bytes, Slot.referer)
        record.host = record.setTarget(bytes, text(bytes, Slot.url).indices)
        guard !record.path.isEmpty || !record.host.isEmpty else {
            return .reject(.badRequest, at: offset(of: Slot.url, in: line))
        }
        let isEscaped =
            json.values[Slot.url].isEscaped || json.values[Slot.userAgent].isEscaped
            || json.values[Slot.referer].isEscaped
        record.escaping = isEscaped ? .json : .none
        return .record
    }

    private func text(_ bytes: Span<UInt8>, _ slot: Int) -> ByteRange {
        json.values[slot].kind == .string ? bytes.present(json.values[slot].range.indices) : .none
    }

    /// A number, written as one or as a string; 0 where there is none, nil where it is no number.
    private func number(_ bytes: Span<UInt8>, _ slot: Int) -> Int64? {
        switch json.values[slot].kind {
        case .absent, .null: 0
        case .number, .string: bytes.integer(in: json.values[slot].range.indices)
        default: nil
        }
    }

    private func offset(of slot: Int, in line: Range<Int>) -> Int {
        Swift.max(Int(json.values[slot].range.start), line.lowerBound)
    }
}
