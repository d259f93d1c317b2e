import AccessLogs
import Foundation
package import Registry
import Store
import Traffic

/// Reads the first lines of a source one by one, on the way that an ingest takes, and keeps what it read.
package struct Explainer: ~Copyable {
    private let path: String
    private let settings: Settings
    private let key: PrivacyKey?
    private let shown: Int
    private var explanation: Explanation
    private var parser: LineParser
    private var classifier: Classifier
    /// The names that the classifier numbers.
    private var table = TrafficTable()
    private var batch = Batch()
    /// Lines that a parser holds back, each with its text without what is wrapped around it.
    private var waiting: [(line: Explanation.Line, text: [UInt8])] = []

    /// How many lines are looked at.
    package static let limit = 5000

    /// Explains a source.
    ///
    /// - Parameters:
    ///   - path: a file, or `-` for standard input.
    ///   - shown: how many lines to show from the first one on.
    /// - Throws: where the source can't be read, or has no lines.
    package static func explain(
        _ path: String,
        _ settings: Settings,
        key: PrivacyKey?,
        shown: Int,
        lineLimit: Int
    ) throws(SourceError) -> Explanation {
        let counting = SourceCounting(
            path: path,
            settings: settings,
            key: key,
            lineLimit: lineLimit,
            readSize: 1 << 18,
            memory: .unlimited,
            progress: { _, _ in true }
        )
        let bytes = try SourceBytes(path: path)
        var lines = Lines(bytes, lineLimit: lineLimit, readSize: counting.readSize, beginnings: [])
        try lines.passByteOrderMark()
        let detection = try counting.detection(of: &lines)
        var explainer = try Explainer(counting, detection, shown: shown)
        try explainer.read(&lines)
        return explainer.finished()
    }

    private init(_ counting: SourceCounting, _ detection: Detection, shown: Int) throws(SourceError) {
        path = counting.path
        settings = counting.settings
        key = counting.key
        self.shown = shown
        let format: LogFormat
        switch detection {
        case .found(let finding): format = finding.format
        case .unknown(let guesses):
            guard let guess = guesses.first else {
                throw SourceError(.unknownFormat, "\(path): no known format reads any of its first lines.")
            }
            format = guess.format
        case .refused(let refusal): throw SourceError(.unknownFormat, "\(path): \(refusal.text). \(refusal.wayOut)")
        case .noLines:
            throw SourceError(.unknownFormat, "\(path): there is no line in it but blank ones and comments.")
        }
        explanation = Explanation(format: format, detection: detection)
        parser = format.makeParser(lineLimit: counting.lineLimit, lastChange: counting.lastChange)
        classifier = Classifier(
            rules: Rules(settings, key: key),
            vantage: settings.vantage ?? Vantage(ofFormat: format.name)
        )
        classifier.logsReferers = format.hasReferer
    }

    private mutating func read(_ lines: inout Lines) throws(SourceError) {
        var number: Int64 = 1
        while number <= Self.limit {
            switch try lines.next() {
            case .chunk(let range):
                let chunk = lines.buffer.span.extracting(range)
                var start = 0
                while start < chunk.count, number <= Self.limit {
                    var end = start
                    while end < chunk.count, chunk[end] != 0x0A { end += 1 }
                    let byte = lines.offset - Int64(range.count - start)
                    read(chunk.extracting(start..<min(end + 1, chunk.count)), number: number, byte: byte)
                    start = end + 1
                    number += 1
                }
            case .longLine(let range):
                let text = String(decoding: lines.buffer[range.prefix(200)], as: UTF8.self)
                let byte = lines.offset - Int64(range.count)
                note(Explanation.Line(number: number, byte: byte, text: text, fate: .rejected(.lineTooLong)))
                number += 1
            case .known: continue
            case .end: return
            }
        }
    }

    private mutating func read(_ bytes: Span<UInt8>, number: Int64, byte: Int64) {
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        var line = Explanation.Line(
            number: number,
            byte: byte,
            text: bytes.text(ByteRange(0..<end), .none),
            fate: .skipped
        )
        parser.parse(bytes, into: &batch)
        if let reject = batch.rejects.first {
            line.fate = .rejected(reject.reason)
            line.position = Int(reject.position)
            note(line)
        } else if let first = batch.records.first {
            let unwrapped = batch.isUnwrapped ? batch.unwrapped.bytes : []
            fill(&line, first, batch.isUnwrapped ? unwrapped.span : bytes)
            note(line)
            // A row of sums may stand for requests of two kinds.
            for record in batch.records.dropFirst() where number <= shown {
                fill(&line, record, batch.isUnwrapped ? unwrapped.span : bytes)
                explanation.lines.append(line)
            }
        } else if batch.lines > 0 {
            note(line)
        } else {
            var inner = batch.isUnwrapped ? batch.unwrapped.bytes : Array(line.text.utf8)
            if inner.last == 0x0A { inner.removeLast() }
            waiting.append((line, inner))
        }
        batch.removeAll()
        settle(atEnd: false)
    }

    /// Fills in lines that were held back and are decided now.
    private mutating func settle(atEnd: Bool) {
        let held = parser.settle(atEnd: atEnd, into: &batch)
        for record in batch.records {
            let text = held.split(separator: 0x0A, omittingEmptySubsequences: false)[Int(record.line)]
            guard let index = waiting.firstIndex(where: { $0.text.elementsEqual(text) }) else { continue }
            var line = waiting.remove(at: index).line
            fill(&line, record, held.span)
            note(line)
        }
        batch.removeAll()
    }

    private mutating func finished() -> Explanation {
        settle(atEnd: true)
        // What waited and never came is a repeat.
        for (line, _) in waiting { note(line) }
        explanation.lines.sort { $0.number < $1.number }
        return explanation
    }

    private mutating func note(_ line: Explanation.Line) {
        if let index = explanation.counts.firstIndex(where: { $0.fate == line.fate }) {
            explanation.counts[index].count += 1
            if line.number > shown { return }
        } else {
            explanation.counts.append((line.fate, 1))
        }
        explanation.lines.append(line)
    }

    private mutating func fill(_ line: inout Explanation.Line, _ record: Record, _ bytes: Span<UInt8>) {
        let fields = Explanation.Fields(record, bytes)
        line.fields = fields
        var events: [Event] = []
        _ = classifier.classify([record], in: bytes, into: &events, naming: &table)
        let event = events.first
        line.fate = event == nil ? .unrelated : .counted
        let host = fields.host.isEmpty ? settings.host ?? "" : fields.host
        let migration = settings.migration
        let claim = migration.claim(host: host, path: fields.path)
        let endpoint = claim.map { migration.endpoints[$0.endpoint] }
        let request = Request(method: fields.method, path: claim?.path ?? fields.path)
        let outcome = Outcome(status: record.status)
        let isManifest = request.operation == .manifestGet && request.referenceKind != .signature
        let passesOn = outcome == .redirected && endpoint?.role == .current
        line.meaning = Explanation.Meaning(
            endpoint: endpoint,
            request: request,
            repository: event.map { table.repositories.names[Int($0.repository)] } ?? request.repository,
            outcome: outcome,
            via: event.flatMap { Via(rawValue: $0.kind.via) } ?? .none,
            tool: Tool(userAgent: fields.userAgent),
            client: event.map { Client(id: $0.client).description(as: settings.clientForm) } ?? "",
            isPull: isManifest && (outcome == .served || passesOn) && endpoint.map { $0.role != .backend } ?? false
        )
    }
}

extension Explanation.Fields {
    fileprivate init(_ record: Record, _ bytes: Span<UInt8>) {
        func text(_ range: ByteRange, _ escaping: Escaping = .none) -> String {
            bytes.text(range, escaping)
        }
        self.init(
            time: record.time,
            client: text(record.client),
            forwardedFor: text(record.forwardedFor),
            host: text(record.host),
            method: text(record.method),
            path: text(record.path, record.targetEscaping),
            query: text(record.query, record.targetEscaping),
            status: record.status,
            bytes: record.bytes,
            referer: text(record.referer, record.targetEscaping),
            userAgent: text(record.userAgent, record.escaping),
            count: record.count
        )
    }
}
