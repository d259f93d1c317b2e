/// Reads lines that come in one of several shapes: by the first that fits, so that a line means the same wherever it stands.
struct ShapesReader: LineReader {
    private var templates: [TemplateReader]

    init(_ templates: [Template]) {
        self.templates = templates.map { TemplateReader($0) }
    }

    @inline(always)
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        let time = record.time
        let outcome = templates[0].read(bytes, line, into: &record)
        guard templates.count > 1, case .reject(let reason, let offset) = outcome else {
            return outcome
        }
        return readOtherwise(bytes, line, into: &record, time, reason, offset)
    }

    /// Tries the other shapes. Where none fits, the one that got furthest says why.
    private mutating func readOtherwise(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        into record: inout Record,
        _ time: Int64,
        _ reason: RejectReason,
        _ offset: Int
    ) -> LineOutcome {
        var furthest = (reason: reason, offset: offset)
        var fresh = Record()
        fresh.line = record.line
        fresh.time = time
        for index in 1..<templates.count {
            record = fresh
            let outcome = templates[index].read(bytes, line, into: &record)
            guard case .reject(let reason, let offset) = outcome else {
                return outcome
            }
            if offset > furthest.offset {
                furthest = (reason, offset)
            }
        }
        return .reject(furthest.reason, at: furthest.offset)
    }
}
