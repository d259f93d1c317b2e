/// Where reading stands within one line, and what could not be put into its record at once.
struct TemplateProgress: BitwiseCopyable {
    /// The offset of the next field.
    var position: Int
    /// Why the line is rejected if the field at hand cannot be read.
    var failure = RejectReason.tooFewFields
    var hasTime = false
    /// The host of an absolute request target.
    var authority = ByteRange.none
    var bucket = ByteRange.none
    var key = ByteRange.none
    var parts = TimeParts()

    /// Puts a field's range where the record wants it; false where it is not what it should be.
    @inline(always)
    mutating func set(
        _ field: TemplateField,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ record: inout Record
    ) -> Bool {
        switch field {
        case .request:
            // HAProxy's word for bytes that were no request.
            if !bytes.isAbsent(range), !bytes.equals("<BADREQ>", in: range) {
                authority = record.setRequest(bytes, range)
            }
        case .referer:
            record.referer = bytes.present(range)
        case .userAgent:
            record.userAgent = bytes.present(range)
        case .client:
            record.client = bytes.present(range)
        case .host:
            record.host = bytes.present(range)
        case .skip, .user:
            break
        default:
            return setRare(field, bytes, range, &record)
        }
        return true
    }

    /// The fields that few formats have.
    private mutating func setRare(
        _ field: TemplateField,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ record: inout Record
    ) -> Bool {
        switch field {
        case .method:
            record.method = bytes.present(range)
        case .target:
            authority = record.setTarget(bytes, bytes.present(range).indices)
        case .path:
            record.path = bytes.present(range)
        case .query:
            let mark = !range.isEmpty && bytes[range.lowerBound] == UInt8(ascii: "?") ? 1 : 0
            record.query = bytes.present(range.lowerBound + mark..<range.upperBound)
        case .forwardedFor:
            record.forwardedFor = bytes.present(range)
        case .clientAndPort:
            record.client = bytes.present(
                range.lowerBound..<(bytes.lastIndex(of: UInt8(ascii: ":"), in: range) ?? range.upperBound)
            )
        case .trueClient:
            if !bytes.isAbsent(range) {
                record.client = ByteRange(range)
            }
        case .nullableAgent:
            record.userAgent = bytes.equals("(null)", in: range) ? .none : bytes.present(range)
        case .captures:
            record.setCaptures(bytes, range)
        case .bucket:
            bucket = bytes.present(range)
        case .key:
            key = bytes.present(range)
        case .word:
            failure = .notThisFormat
            return bytes.firstIndex(of: UInt8(ascii: " "), in: range) == range.upperBound
        case .number:
            failure = .notThisFormat
            return bytes.isNumber(range)
        case .status:
            failure = .badStatus
            return record.setStatus(bytes, at: range.lowerBound, to: range.upperBound) == range.upperBound
        case .bytes, .wireBytes:
            failure = .badBytes
            return record.setBytes(bytes, at: range.lowerBound, to: range.upperBound) == range.upperBound
        default:
            failure = .badTime
            return readTime(field, before: 0, bytes, range, &record) == range.upperBound
        }
        return true
    }

    /// Reads a time where `range` begins, with `next` behind it; returns where it ends, or nil.
    mutating func readTime(
        _ field: TemplateField,
        before next: UInt8,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ record: inout Record
    ) -> Int? {
        let (start, end) = (range.lowerBound, range.upperBound)
        if field.isTimePart {
            return parts.read(field, bytes, at: start, to: end)
        }
        let result: (seconds: Int64, end: Int)?
        switch field {
        case .isoTime: result = bytes.isoTime(at: start, to: end).map { ($0.instant.seconds, $0.end) }
        case .epochSeconds where next == UInt8(ascii: "."):
            // The fraction is a field of its own.
            let digits = bytes.digits(from: start, to: end)
            result = digits.end > start ? (digits.value, digits.end) : nil
        case .epochSeconds: result = bytes.epochTime(at: start, to: end, unitsPerSecond: 1)
        case .epochMilliseconds: result = bytes.epochTime(at: start, to: end, unitsPerSecond: 1000)
        default: result = bytes.epochTime(at: start, to: end, unitsPerSecond: 1_000_000)
        }
        guard let result else {
            return nil
        }
        record.time = result.seconds
        hasTime = true
        return result.end
    }

    /// Puts into the record what stands in for absent fields; false where there was no request at all.
    @inline(always)
    func complete(_ record: inout Record) -> Bool {
        if record.path.isEmpty, record.method.isEmpty {
            guard !key.isEmpty else {
                return false
            }
            record.path = key
        }
        if record.host.isEmpty {
            record.host = authority.isEmpty ? bucket : authority
        }
        return true
    }
}

extension Span where Element == UInt8 {
    /// Whether a field is a whole number, or says `-` or `-1` in its place.
    fileprivate func isNumber(_ field: Range<Int>) -> Bool {
        isAbsent(field) ? !field.isEmpty : equals("-1", in: field) || integer(in: field) != nil
    }
}
