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
    /// Of the lines as they come; and of those that the parser held back, whose place among the others hangs on where
    /// chunks are cut.
    private var sessions = Sessions()
    private var heldSessions = Sessions()

    private(set) var table: TrafficTable
    private let vantage: Vantage
    private var spilling: Spilling
    private let memory: TableMemory
    /// -1 where lines are taken back.
    private var weight: Int64 = 1
    private(set) var lines = LedgerRow.Lines()
    private(set) var rejects = RejectTally()
    /// The first and the last time of a line that could be read.
    private(set) var times: ClosedRange<Int64>?

    /// - Parameters:
    ///   - lineLimit: bytes that a line may have.
    ///   - lastChange: when the source was written last.
    ///   - learned: what the sources before have taught.
    ///   - memory: what the table may take up.
    init(format: LogFormat, lineLimit: Int, lastChange: Int64, learned: Learned, memory: TableMemory) {
        self.format = format
        self.memory = memory
        spilling = Spilling(folder: memory.folder, limit: memory.share)
        vantage = learned.vantage
        parser = format.makeParser(lineLimit: lineLimit, lastChange: lastChange)
        classifier = learned.classifier
        classifier.logsReferers = format.hasReferer
        classifier.removeUnrelatedHosts()
        table = learned.names
    }

    /// Takes all lines back from what was counted before, instead of adding them up.
    mutating func takeBack(from counted: consuming CountedFacts) {
        spilling = Spilling(folder: memory.folder, limit: memory.share, parts: counted.parts)
        table = counted.table
        weight = -1
    }

    var unrelatedHosts: [String: Int64] { classifier.unrelatedHosts }

    /// What this source has taught for the next one.
    consuming func taught() -> Learned {
        var names = table
        names.removeFacts()
        return Learned(classifier: classifier, names: names, vantage: vantage)
    }

    /// Counts a chunk of whole lines. Returns how many it holds.
    ///
    /// - Parameters:
    ///   - line: the number of the chunk's first line in the source, from 1.
    ///   - byte: where the chunk begins in the decompressed source, from 0.
    mutating func count(_ chunk: Span<UInt8>, line: Int64, byte: Int64) -> Int64 {
        let count = parser.parse(chunk, into: &batch)
        add(chunk, line: line, byte: byte, isHeld: false)
        settle(atEnd: false)
        classifier.trim(to: memory.ofClassifier)
        return Int64(count)
    }

    /// What of the table was moved out of the memory.
    var parts: [SpilledFacts] { spilling.parts }

    /// Moves the table's facts out of the memory where they take up too much.
    mutating func relieve() throws(SpillError) { try spilling.relieve(&table) }

    /// Counts what the parser held back to the end.
    mutating func finish() throws(SpillError) {
        settle(atEnd: true)
        try spilling.finish(&table)
    }

    /// Notes a line that is too long to be looked at.
    mutating func reject(longLine text: Span<UInt8>, line: Int64, byte: Int64) {
        lines.total += 1
        lines.rejected += 1
        rejects.add(.lineTooLong, line: line, byte: byte, text: text)
    }

    /// Starts counting anew behind lines that an earlier run counted. What they said to the parser is kept.
    ///
    /// What the earlier run counted only because its source ended there is taken back, since it is counted once more:
    /// lines that the parser holds back, and a last line without newline.
    ///
    /// - Parameters:
    ///   - openLine: that last line as it was then; empty where a newline ended it.
    ///   - byte: where it begins in the decompressed source.
    mutating func startAnew(before openLine: Span<UInt8>, byte: Int64) {
        table.removeFacts()
        spilling.removeAll()
        lines = LedgerRow.Lines()
        rejects = RejectTally()
        times = nil
        var earlier = parser.copy()
        var (earlierSessions, earlierHeldSessions) = (sessions, heldSessions)
        earlier.parse(openLine, into: &batch)
        takeBack(openLine, byte: byte, &earlierSessions)
        let held = earlier.settle(atEnd: true, into: &batch)
        takeBack(held.span, byte: byte, &earlierHeldSessions)
    }

    private mutating func takeBack(_ chunk: Span<UInt8>, byte: Int64, _ sessions: inout Sessions) {
        let classified = classify(chunk)
        sessions.group(&events)
        table.count(events, weight: -1)
        lines.total -= Int64(batch.lines)
        lines.skipped -= Int64(batch.skipped)
        lines.rejected -= Int64(batch.rejects.count)
        lines.unrelated -= classified.unrelated
        lines.counted -= classified.counted
        for reject in batch.rejects { rejects.takeBack(reject.reason, byte: byte) }
        batch.removeAll()
        events.removeAll(keepingCapacity: true)
    }

    private mutating func classify(_ chunk: Span<UInt8>) -> (counted: Int64, unrelated: Int64) {
        if batch.isUnwrapped {
            let lines = batch.unwrapped.bytes
            return classifier.classify(batch.records, in: lines.span, into: &events, naming: &table)
        }
        return classifier.classify(batch.records, in: chunk, into: &events, naming: &table)
    }

    private mutating func settle(atEnd: Bool) {
        let held = parser.settle(atEnd: atEnd, into: &batch)
        if batch.lines > 0 { add(held.span, line: 0, byte: 0, isHeld: true) }
    }

    private mutating func add(_ chunk: Span<UInt8>, line: Int64, byte: Int64, isHeld: Bool) {
        let classified = classify(chunk)
        if isHeld { heldSessions.group(&events) } else { sessions.group(&events) }
        table.count(events, weight: weight)
        lines.total += Int64(batch.lines)
        lines.skipped += Int64(batch.skipped)
        lines.rejected += Int64(batch.rejects.count)
        lines.unrelated += classified.unrelated
        lines.counted += classified.counted
        for reject in batch.rejects {
            rejects.add(
                reject.reason,
                line: line + Int64(reject.line),
                byte: byte + Int64(reject.range.start),
                text: chunk.extracting(reject.range.indices)
            )
        }
        noteTimes()
        batch.removeAll()
        events.removeAll(keepingCapacity: true)
    }

    private mutating func noteTimes() {
        guard var first = times?.lowerBound ?? batch.records.first?.time else { return }
        var last = times?.upperBound ?? first
        for record in batch.records {
            first = min(first, record.time)
            last = max(last, record.time)
        }
        times = first...last
    }
}
