/// Where reading stands within one line.
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
}

extension TemplateReader {
    /// Reads a time at `start`; returns where it ends, or nil.
    func readTime(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        at start: Int,
        to end: Int,
        _ progress: inout TemplateProgress,
        _ record: inout Record
    ) -> Int? {
        if step.field.isTimePart {
            return progress.parts.read(step.field, bytes, at: start, to: end)
        }
        let result: (seconds: Int64, end: Int)?
        switch step.field {
        case .isoTime: result = bytes.isoTime(at: start, to: end).map { ($0.instant.seconds, $0.end) }
        case .epochSeconds where step.count > 0 && step.first == UInt8(ascii: "."):
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
        progress.hasTime = true
        return result.end
    }

    /// Puts a field's range where the record wants it.
    @inline(always)
    func set(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ progress: inout TemplateProgress,
        _ record: inout Record
    ) -> Bool {
        switch step.field {
        case .request:
            if !bytes.isAbsent(range) {
                progress.authority = record.setRequest(bytes, range)
            }
        case .referer:
            record.referer = bytes.present(range)
        case .userAgent:
            record.userAgent = bytes.present(range)
        case .client:
            record.client = bytes.present(range)
            if template.refusesAbsentClient, record.client.isEmpty {
                progress.failure = .notThisFormat
                return false
            }
        case .user:
            if template.refusesShiftedUser, bytes.starts(with: "- ", in: range) {
                progress.failure = .notThisFormat
                return false
            }
        case .host:
            record.host = bytes.present(range)
        case .skip:
            break
        default:
            return setRare(step, bytes, range, &progress, &record)
        }
        return true
    }

    /// The fields that few formats have.
    private func setRare(
        _ step: Template.Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ progress: inout TemplateProgress,
        _ record: inout Record
    ) -> Bool {
        switch step.field {
        case .clientList:
            let end = bytes.firstIndex(of: UInt8(ascii: ","), in: range)
            record.client = bytes.present(range.lowerBound..<end)
        case .method:
            record.method = bytes.present(range)
        case .target:
            progress.authority = record.setTarget(bytes, bytes.present(range).indices)
        case .path:
            record.path = bytes.present(range)
        case .query:
            let mark = !range.isEmpty && bytes[range.lowerBound] == UInt8(ascii: "?") ? 1 : 0
            record.query = bytes.present(range.lowerBound + mark..<range.upperBound)
        case .bucket:
            progress.bucket = bytes.present(range)
        case .key:
            progress.key = bytes.present(range)
        case .status:
            progress.failure = .badStatus
            return record.setStatus(bytes, at: range.lowerBound, to: range.upperBound) == range.upperBound
        case .bytes, .wireBytes:
            progress.failure = .badBytes
            return record.setBytes(bytes, at: range.lowerBound, to: range.upperBound) == range.upperBound
        default:
            progress.failure = .badTime
            return readTime(step, bytes, at: range.lowerBound, to: range.upperBound, &progress, &record)
                == range.upperBound
        }
        return true
    }
}
