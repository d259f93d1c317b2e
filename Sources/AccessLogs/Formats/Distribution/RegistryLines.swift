/// Reads the lines that a registry writes, each by itself: logrus lines, as text or as JSON, and combined lines.
struct RegistryLines: LineReader {
    private var combined: TemplateReader
    private var logrus = LogrusReader()

    init(combined: Template) {
        self.combined = TemplateReader(combined)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        switch read(bytes, line, into: &record) as LineMeaning {
        case .request: .record
        case .message, .nothing: .skipped
        case .reject(let reason, let offset): .reject(reason, at: offset)
        }
    }

    /// Reads a line, and says what it is about.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineMeaning {
        var fields = LogrusFields()
        guard bytes[line.lowerBound] == UInt8(ascii: "{") || bytes.starts(with: "time=", in: line) else {
            return readCombined(bytes, line, into: &record)
        }
        if case .reject(let reason, let offset) = logrus.read(bytes, line, into: &fields) {
            return .reject(reason, at: offset)
        }
        guard let moment = fields.moment(bytes) else {
            return .reject(.badTime, at: Swift.max(Int(fields.time.start), line.lowerBound))
        }
        record.time = moment.seconds
        let end = moment.milliseconds
        guard fields.isCompletion(bytes) else {
            return .message(clock: end)
        }
        if case .reject(let reason, let offset) = fields.fill(&record, bytes, line) {
            return .reject(reason, at: offset)
        }
        let window = RequestWindow(end: end, took: fields.duration(bytes))
        return .request(.logrus, window, clock: end, failure: fields.failedRequest(bytes))
    }

    private mutating func readCombined(
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        into record: inout Record
    ) -> LineMeaning {
        switch combined.read(bytes, line, into: &record) {
        case .record:
            .request(.combined, RequestWindow(second: record.time), clock: record.time * 1000, failure: nil)
        case .reject(let reason, let offset): .reject(reason, at: offset)
        case .skipped, .held: .nothing
        }
    }
}
