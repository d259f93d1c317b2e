/// The wanted fields of one logrus line: `key=value key="a \"quoted\" value"`.
///
/// https://github.com/sirupsen/logrus/blob/master/text_formatter.go
struct LogfmtFields: BitwiseCopyable {
    private var time = ByteRange.none
    private var message = ByteRange.none
    private var host = ByteRange.none
    private var id = ByteRange.none
    private var method = ByteRange.none
    private var client = ByteRange.none
    private var userAgent = ByteRange.none
    private var referer = ByteRange.none
    private var status = ByteRange.none
    private var written = ByteRange.none
    private var elapsed = ByteRange.none
    private var uri = ByteRange.none
    private var isEscaped = false

    /// Reads a line. Returns nil, or the offset of a quote that nothing ends.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int? {
        var position = line.lowerBound
        while position < line.upperBound {
            let equals = bytes.firstIndex(
                of: UInt8(ascii: "="),
                or: UInt8(ascii: " "),
                in: position..<line.upperBound
            )
            guard equals < line.upperBound, bytes[equals] == UInt8(ascii: "=") else {
                // A word without a value.
                position = equals + 1
                continue
            }
            let key = position..<equals
            var start = equals + 1
            var end: Int
            if start < line.upperBound, bytes[start] == UInt8(ascii: "\"") {
                start += 1
                guard let quote = endOfQuoted(bytes, start..<line.upperBound) else {
                    return start - 1
                }
                end = quote
                position = quote + 2
            } else {
                end = bytes.firstIndex(of: UInt8(ascii: " "), in: start..<line.upperBound)
                position = end + 1
            }
            set(bytes, key, ByteRange(start..<end))
        }
        return nil
    }

    private mutating func endOfQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while true {
            index = bytes.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), in: index..<range.upperBound)
            guard index < range.upperBound else {
                return nil
            }
            if bytes[index] == UInt8(ascii: "\"") {
                return index
            }
            isEscaped = true
            guard index + 2 <= range.upperBound else {
                return nil
            }
            index += 2
        }
    }

    private mutating func set(_ bytes: Span<UInt8>, _ key: Range<Int>, _ value: ByteRange) {
        if bytes.starts(with: "http.re", in: key) {
            setRequest(bytes, key, value)
        } else if bytes.equals("time", in: key) {
            time = value
        } else if bytes.equals("msg", in: key) {
            message = value
        }
    }

    private mutating func setRequest(_ bytes: Span<UInt8>, _ key: Range<Int>, _ value: ByteRange) {
        if bytes.equals("http.request.host", in: key) {
            host = value
        } else if bytes.equals("http.request.id", in: key) {
            id = value
        } else if bytes.equals("http.request.method", in: key) {
            method = value
        } else if bytes.equals("http.request.remoteaddr", in: key) {
            client = value
        } else if bytes.equals("http.request.uri", in: key) {
            uri = value
        } else if bytes.equals("http.request.useragent", in: key) {
            userAgent = value
        } else if bytes.equals("http.request.referer", in: key) {
            referer = value
        } else if bytes.equals("http.response.status", in: key) {
            status = value
        } else if bytes.equals("http.response.written", in: key) {
            written = value
        } else if bytes.equals("http.response.duration", in: key) {
            elapsed = value
        }
    }

    /// When the line was written, which is when the request ended.
    func time(_ bytes: Span<UInt8>) -> Instant? {
        let range = time.indices
        guard let time = bytes.isoTime(at: range.lowerBound, to: range.upperBound), time.end == range.upperBound else {
            return nil
        }
        return time.instant
    }

    /// Whether the line says that a request was answered.
    func isCompletion(_ bytes: Span<UInt8>) -> Bool {
        bytes.starts(with: "response completed", in: message.indices) && !uri.isEmpty
    }

    /// A fingerprint of the request's id where the line says that it failed.
    func failedRequest(_ bytes: Span<UInt8>) -> UInt64? {
        guard !id.isEmpty, bytes.equals("response completed with error", in: message.indices) else {
            return nil
        }
        var fingerprint = Fingerprint()
        fingerprint.mix(bytes, id.indices)
        return fingerprint.value
    }

    /// How long the request took, in milliseconds; 0 where the line does not say.
    func duration(_ bytes: Span<UInt8>) -> Int64 {
        bytes.goDuration(in: elapsed.indices) ?? 0
    }

    /// Puts the fields into a record.
    func fill(_ record: inout Record, _ bytes: Span<UInt8>, _ line: Range<Int>) -> LineOutcome {
        guard let moment = time(bytes) else {
            return .reject(.badTime, at: line.lowerBound)
        }
        record.time = moment.seconds
        guard let code = bytes.integer(in: status.indices), code <= 999 else {
            return .reject(.badStatus, at: Swift.max(Int(status.start), line.lowerBound))
        }
        record.status = UInt16(truncatingIfNeeded: code)
        if !written.isEmpty {
            guard let sum = bytes.integer(in: written.indices) else {
                return .reject(.badBytes, at: Int(written.start))
            }
            record.bytes = sum
        }
        record.client = bytes.present(client.indices)
        record.host = bytes.present(host.indices)
        record.method = bytes.present(method.indices)
        record.referer = bytes.present(referer.indices)
        record.userAgent = bytes.present(userAgent.indices)
        let authority = record.setTarget(bytes, uri.indices)
        if record.host.isEmpty {
            record.host = authority
        }
        record.escaping = isEscaped ? .backslash : .none
        return .record
    }
}
