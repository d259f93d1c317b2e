/// Reads lines by a ``KeyedShape``: the engine behind all formats in JSON.
struct KeyedReader: LineReader {
    private let shape: KeyedShape
    private let slots: [[Int]]
    private var json: JSONReader
    private var text: LogfmtReader

    init(_ shape: KeyedShape) {
        self.shape = shape
        let paths = shape.paths
        slots = shape.slots(in: paths)
        let tree = JSONPaths(paths)
        json = JSONReader(tree)
        text = LogfmtReader(tree)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        if bytes[line.lowerBound] != UInt8(ascii: "{"), shape.hasTextLines {
            if let offset = text.read(bytes, line) {
                return .reject(.unterminatedQuote, at: offset)
            }
            return fill(KeyedValues(values: text.values, escaping: .backslash), bytes, line, &record)
        }
        if let failure = json.read(bytes, line) {
            return .reject(failure.reason, at: failure.offset)
        }
        return fill(KeyedValues(values: json.values, escaping: .json), bytes, line, &record)
    }

    private func fill(
        _ values: KeyedValues,
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        _ record: inout Record
    ) -> LineOutcome {
        guard hasMark(values) else {
            return shape.isMessageWithoutMark ? .skipped : .reject(.notThisFormat, at: line.lowerBound)
        }
        func value(_ role: KeyedShape.Role) -> JSONValue {
            values.first(of: slots[role.rawValue], bytes)
        }
        let time = value(.time)
        if time.isPresent {
            guard let seconds = bytes.anyTime(in: time.range.indices) else {
                return .reject(.badTime, at: Int(time.range.start))
            }
            record.time = seconds
        } else if record.time == Record.noTime {
            return .reject(.noTime, at: line.lowerBound)
        }
        let status = value(.status)
        guard status.isPresent || shape.statusMayLack, let code = bytes.wholeNumber(status, absent: 0), 0...999 ~= code
        else {
            return .reject(.badStatus, at: Swift.max(Int(status.range.start), line.lowerBound))
        }
        record.status = UInt16(truncatingIfNeeded: code)
        let size = value(.bytes)
        let absent: Int64 = slots[KeyedShape.Role.bytes.rawValue].isEmpty ? -1 : 0
        guard let sent = bytes.wholeNumber(size, absent: absent), sent >= -1 else {
            return .reject(.badBytes, at: Int(size.range.start))
        }
        record.bytes = sent
        record.method = value(.method).range
        record.client = value(.client).range
        record.forwardedFor = value(.forwardedFor).range
        record.referer = value(.referer).range
        record.userAgent = value(.userAgent).range
        record.knowsReferer =
            shape.refererMayLack || values.isThere(anyOf: slots[KeyedShape.Role.referer.rawValue])
        record.host = value(.host).range
        let request = value(.request)
        let target = value(.target)
        guard request.isPresent || target.isPresent else {
            // A connection that sent no request has the key, and nothing there.
            let isEmpty =
                values.isEmptyText(anyOf: slots[KeyedShape.Role.request.rawValue])
                || values.isEmptyText(anyOf: slots[KeyedShape.Role.target.rawValue])
            return isEmpty ? .skipped : .reject(.badRequest, at: line.lowerBound)
        }
        let authority = values.setTarget(request, target, bytes, &record)
        if record.host.isEmpty {
            record.host = authority
        }
        let query = value(.query)
        if record.query.isEmpty, query.isPresent {
            let mark = bytes[Int(query.range.start)] == UInt8(ascii: "?") ? 1 : 0
            record.query = bytes.present(Int(query.range.start) + mark..<query.range.indices.upperBound)
        }
        record.escaping = values.isEscaped(record, bytes) ? values.escaping : .none
        return .record
    }

    private func hasMark(_ values: KeyedValues) -> Bool {
        shape.marks.isEmpty
            || values.values.prefix(shape.marks.count).contains { $0.kind != .absent && $0.kind != .null }
    }
}
