import AccessLogs
import Registry
import Store
import Traffic

/// Counts the lines of one source, chunk by chunk, in one format: parse, classify, add up.
struct LineCounter: ~Copyable {
    let format: LogFormat
    private var parser: LineParser
    private var classifier: Classifier
    private var batch = Batch()
    private var events: [Event] = []

    private(set) var table = TrafficTable()
    private(set) var lines = LedgerRow.Lines()
    private(set) var rejects = RejectTally()
    /// The first and the last time that was counted.
    private(set) var times: ClosedRange<Int64>?

    init(format: LogFormat, rules: Rules, vantage: Vantage) {
        self.format = format
        parser = format.makeParser()
        classifier = Classifier(rules: rules, vantage: vantage, logsReferers: format.hasReferer)
    }

    var unrelatedHosts: [String: Int64] { classifier.unrelatedHosts }

    /// Counts a chunk of whole lines.
    ///
    /// - Parameters:
    ///   - line: the number of the chunk's first line in the source, from 1.
    ///   - byte: where the chunk begins in the decompressed source, from 0.
    mutating func count(_ chunk: Span<UInt8>, line: Int64, byte: Int64) {
        parser.parse(chunk, into: &batch)
        add(chunk, line: line, byte: byte)
        settle(atEnd: false)
    }

    /// Counts what the parser held back to the end.
    mutating func finish() {
        settle(atEnd: true)
    }

    /// Notes a line that is too long to be looked at.
    mutating func reject(longLine text: Span<UInt8>, line: Int64, byte: Int64) {
        lines.total += 1
        lines.rejected += 1
        rejects.add(.lineTooLong, line: line, byte: byte, text: text)
    }

    /// Notes lines before the first that a format can be told from.
    mutating func skip(lines count: Int64) {
        lines.total += count
        lines.skipped += count
    }

    /// Starts counting anew behind lines that an earlier run counted. What they said to the parser is kept.
    mutating func startAnew() {
        settle(atEnd: true)
        table.removeFacts()
        lines = LedgerRow.Lines()
        rejects = RejectTally()
        times = nil
    }

    /// Takes back a last line without newline, which an earlier run counted as it was then.
    mutating func takeBack(openLine: Span<UInt8>) {
        var parser = format.makeParser()
        parser.parse(openLine, into: &batch)
        let unrelated = classifier.classify(batch.records, in: openLine, into: &events, naming: &table)
        table.count(events, weight: -1)
        lines.total -= Int64(batch.lines)
        lines.skipped -= Int64(batch.skipped)
        lines.rejected -= Int64(batch.rejects.count)
        lines.unrelated -= unrelated
        lines.counted -= Int64(events.count)
        for reject in batch.rejects { rejects.takeBack(reject.reason) }
        batch.removeAll()
        events.removeAll(keepingCapacity: true)
    }

    private mutating func settle(atEnd: Bool) {
        let held = parser.settle(atEnd: atEnd, into: &batch)
        if batch.lines > 0 { add(held.span, line: 0, byte: 0) }
    }

    private mutating func add(_ chunk: Span<UInt8>, line: Int64, byte: Int64) {
        let unrelated = classifier.classify(batch.records, in: chunk, into: &events, naming: &table)
        table.count(events)
        lines.total += Int64(batch.lines)
        lines.skipped += Int64(batch.skipped)
        lines.rejected += Int64(batch.rejects.count)
        lines.unrelated += unrelated
        lines.counted += Int64(events.count)
        for reject in batch.rejects {
            rejects.add(
                reject.reason,
                line: line + Int64(reject.line),
                byte: byte + Int64(reject.range.start),
                text: chunk.extracting(reject.range.indices)
            )
        }
        for event in events {
            times =
                times.map { min($0.lowerBound, event.time)...max($0.upperBound, event.time) } ?? event.time...event.time
        }
        batch.removeAll()
        events.removeAll(keepingCapacity: true)
    }
}
