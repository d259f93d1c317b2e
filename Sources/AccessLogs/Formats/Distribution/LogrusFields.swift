/// What one logrus line says, whichever formatter wrote it.
///
/// https://github.com/sirupsen/logrus#formatters
struct LogrusFields: BitwiseCopyable {
    var time = ByteRange.none
    var message = ByteRange.none
    var host = ByteRange.none
    var id = ByteRange.none
    var method = ByteRange.none
    var client = ByteRange.none
    var userAgent = ByteRange.none
    var referer = ByteRange.none
    var status = ByteRange.none
    var written = ByteRange.none
    var elapsed = ByteRange.none
    var uri = ByteRange.none
    /// How the values are written; none where no escape stands in any of them.
    var escaping = Escaping.none

    /// When the line was written, which is when the request ended.
    func moment(_ bytes: Span<UInt8>) -> Instant? {
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

    /// Puts the fields into a record, but for the time.
    func fill(_ record: inout Record, _ bytes: Span<UInt8>, _ line: Range<Int>) -> LineOutcome {
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
        record.escaping = escaping
        return .record
    }
}
