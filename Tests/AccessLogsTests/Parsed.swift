import AccessLogs

/// A record with its ranges turned into text, as tests look at it.
struct ParsedRecord: Equatable, Hashable {
    var time: Int64
    var client: String?
    var forwardedFor: String?
    var host: String?
    var method: String?
    var path: String?
    var query: String?
    var status: UInt16
    var bytes: Int64
    var referer: String?
    var userAgent: String?

    init(_ record: Record, in chunk: [UInt8]) {
        func text(_ range: ByteRange, _ escaping: Escaping = .none) -> String? {
            guard !range.isEmpty else {
                return nil
            }
            var bytes: [UInt8] = []
            escaping.decode(chunk.span.extracting(range.indices), into: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        time = record.time
        client = text(record.client)
        forwardedFor = text(record.forwardedFor)
        host = text(record.host)
        method = text(record.method)
        path = text(record.path, record.targetEscaping)
        query = text(record.query, record.targetEscaping)
        status = record.status
        bytes = record.bytes
        referer = text(record.referer, record.targetEscaping)
        userAgent = text(record.userAgent, record.escaping)
    }
}

/// A whole source, parsed: records in the order in which they came out, and the counts.
struct Parsed: Equatable {
    var records: [ParsedRecord] = []
    var rejects: [RejectReason] = []
    var positions: [UInt32] = []
    var skipped = 0
    var lines = 0

    /// Parses `text` in chunks that end after each of `cuts` (byte offsets behind a newline).
    init(_ text: [UInt8], as format: LogFormat, cuts: [Int] = []) {
        var parser = format.makeParser()
        var batch = Batch()
        var start = 0
        for cut in cuts + [text.count] {
            let chunk = Array(text[start..<cut])
            parser.parse(chunk.span, into: &batch)
            take(&batch, in: chunk)
            let settled = parser.settle(atEnd: false, into: &batch)
            take(&batch, in: settled)
            start = cut
        }
        let settled = parser.settle(atEnd: true, into: &batch)
        take(&batch, in: settled)
    }

    init(_ text: String, as format: LogFormat) {
        self.init(Array(text.utf8), as: format)
    }

    private mutating func take(_ batch: inout Batch, in chunk: [UInt8]) {
        let text = batch.isUnwrapped ? batch.unwrapped.bytes : chunk
        records += batch.records.map { ParsedRecord($0, in: text) }
        rejects += batch.rejects.map(\.reason)
        positions += batch.rejects.map(\.position)
        skipped += batch.skipped
        lines += batch.lines
        batch.removeAll()
    }

    /// How many lines were rejected, by reason.
    var reasons: [RejectReason: Int] {
        Dictionary(rejects.map { ($0, 1) }, uniquingKeysWith: +)
    }
}

/// Offsets behind each newline of a text, where a caller may cut it.
func newlineCuts(_ text: [UInt8]) -> [Int] {
    text.indices.filter { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }.filter { $0 < text.count }
}
