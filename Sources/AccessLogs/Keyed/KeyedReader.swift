/// Reads lines by a ``KeyedShape``: the engine behind all formats in JSON.
struct KeyedReader: LineReader {
    private let slots: KeyedSlots
    /// How many of the first slots are marks.
    private let markCount: Int
    private let isMessageWithoutMark: Bool
    private let hasTextLines: Bool
    private let statusMayLack: Bool
    private let refererMayLack: Bool
    private var json: JSONReader
    private var text: LogfmtReader

    init(_ shape: KeyedShape) {
        let paths = shape.paths
        slots = KeyedSlots(shape.slots(in: paths))
        markCount = shape.marks.count
        isMessageWithoutMark = shape.isMessageWithoutMark
        hasTextLines = shape.hasTextLines
        statusMayLack = shape.statusMayLack
        refererMayLack = shape.refererMayLack
        let tree = JSONPaths(paths)
        json = JSONReader(tree)
        text = LogfmtReader(tree)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome {
        if hasTextLines, bytes[line.lowerBound] != UInt8(ascii: "{") {
            if let offset = text.read(bytes, line) {
                return .reject(.unterminatedQuote, at: offset)
            }
            return fill(text.findings, .backslash, bytes, line, &record)
        }
        if let failure = json.read(bytes, line) {
            return .reject(failure.reason, at: failure.offset)
        }
        return fill(json.findings, .json, bytes, line, &record)
    }

    private func fill(
        _ findings: JSONFindings,
        _ escaping: Escaping,
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        _ record: inout Record
    ) -> LineOutcome {
        guard hasMark(findings) else {
            return isMessageWithoutMark ? .skipped : .reject(.notThisFormat, at: line.lowerBound)
        }
        let time = slots.first(.time, findings, bytes)
        if time.isPresent {
            guard let seconds = bytes.anyTime(in: time.range.indices) else {
                return .reject(.badTime, at: Int(time.range.start))
            }
            record.time = seconds
        } else if record.time == Record.noTime {
            return .reject(.noTime, at: line.lowerBound)
        }
        let status = slots.first(.status, findings, bytes)
        guard status.isPresent || statusMayLack, let code = bytes.wholeNumber(status, absent: 0), 0...999 ~= code
        else {
            return .reject(.badStatus, at: Swift.max(Int(status.range.start), line.lowerBound))
        }
        record.status = UInt16(truncatingIfNeeded: code)
        let size = slots.first(.bytes, findings, bytes)
        guard let sent = bytes.wholeNumber(size, absent: slots.hasAny(.bytes) ? 0 : -1), sent >= -1 else {
            return .reject(.badBytes, at: Int(size.range.start))
        }
        record.bytes = sent
        record.method = slots.first(.method, findings, bytes).range
        record.client = slots.first(.client, findings, bytes).range
        record.forwardedFor = slots.first(.forwardedFor, findings, bytes).range
        record.referer = slots.first(.referer, findings, bytes).range
        record.userAgent = slots.first(.userAgent, findings, bytes).range
        record.knowsReferer = refererMayLack || slots.isThere(.referer, findings)
        record.host = slots.first(.host, findings, bytes).range
        guard setTarget(findings, bytes, &record) else {
            // A connection that sent no request has the key, and nothing there.
            let isEmpty = slots.isEmptyText(.request, findings) || slots.isEmptyText(.target, findings)
            return isEmpty ? .skipped : .reject(.badRequest, at: line.lowerBound)
        }
        if findings.areEscaped, record.hasBackslash(bytes) {
            record.escaping = escaping
        }
        return .record
    }

    /// Sets what the request asked for; false where the line does not say.
    @inline(always)
    private func setTarget(_ findings: JSONFindings, _ bytes: Span<UInt8>, _ record: inout Record) -> Bool {
        let request = slots.first(.request, findings, bytes)
        let target = slots.first(.target, findings, bytes)
        guard request.isPresent || target.isPresent else {
            return false
        }
        let authority = record.setTarget(request, target, bytes)
        if record.host.isEmpty {
            record.host = authority
        }
        let query = slots.first(.query, findings, bytes)
        if record.query.isEmpty, query.isPresent {
            let mark = bytes[Int(query.range.start)] == UInt8(ascii: "?") ? 1 : 0
            record.query = bytes.present(Int(query.range.start) + mark..<query.range.indices.upperBound)
        }
        return true
    }

    @inline(always)
    private func hasMark(_ findings: JSONFindings) -> Bool {
        guard markCount > 0 else {
            return true
        }
        for slot in 0..<markCount {
            let kind = findings.values[slot].kind
            if kind != .absent, kind != .null {
                return true
            }
        }
        return false
    }
}
