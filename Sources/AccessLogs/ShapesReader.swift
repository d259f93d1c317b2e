/// Reads lines that come in one of several shapes: JSON by its keys, text by the first template that fits, so that a line
/// means the same wherever it stands.
struct ShapesReader: LineReader {
    private var keyed: KeyedReader?
    private var template: TemplateReader?
    private var others: [TemplateReader]

    init(_ keyed: KeyedShape?, _ templates: [Template]) {
        self.keyed = keyed.map { KeyedReader($0) }
        template = templates.first.map { TemplateReader($0) }
        others = templates.dropFirst().map { TemplateReader($0) }
    }

    @inline(always)
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        if keyed != nil, template == nil || bytes[line.lowerBound] == UInt8(ascii: "{") {
            return readKeyed(bytes, line, into: &record)
        }
        let time = record.time
        let outcome = template?.read(bytes, line, into: &record) ?? .reject(.notThisFormat, at: line.lowerBound)
        guard case .reject(let reason, let offset) = outcome else {
            return outcome
        }
        return readOtherwise(bytes, line, into: &record, time, reason, offset)
    }

    @inline(always)
    mutating func readRun(
        _ bytes: Span<UInt8>,
        from start: inout Int,
        index: inout UInt32,
        limit: Int,
        times: [Int64],
        into batch: inout Batch
    ) {
        // Where JSON may stand among the lines, each is looked at by itself.
        guard keyed == nil else {
            return
        }
        template?.readRun(bytes, from: &start, index: &index, limit: limit, times: times, into: &batch)
    }

    private mutating func readKeyed(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome
    {
        keyed?.read(bytes, line, into: &record) ?? .reject(.notThisFormat, at: line.lowerBound)
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
        for index in others.indices {
            record = fresh
            let outcome = others[index].read(bytes, line, into: &record)
            guard case .reject(let reason, let offset) = outcome else {
                return outcome
            }
            if offset > furthest.offset {
                furthest = (reason, offset)
            }
        }
        // A remark, journald's `-- Reboot --`, or what a server says of itself.
        if bytes[line.lowerBound] == UInt8(ascii: "#") || bytes.starts(with: "-- ", in: line)
            || ErrorLog.isMessage(bytes, line)
        {
            return .skipped
        }
        // A server that writes JSON or lines of its own says its messages as logfmt.
        if keyed != nil, bytes.starts(with: "time=", in: line) || bytes.starts(with: "level=", in: line) {
            return .skipped
        }
        return .reject(furthest.reason, at: furthest.offset)
    }
}
