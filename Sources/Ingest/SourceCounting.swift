import AccessLogs
import Foundation
import Registry
import Store
import Traffic

/// Reads one source from its first byte to its last and counts it. What comes out is saved, or thrown away, as a whole.
struct SourceCounting {
    /// What can be said of a source before it is saved.
    struct Result {
        var source: CountedSource
        /// Hosts that no endpoint claims, with their requests.
        var unrelatedHosts: [String: Int64]
        /// Whether the table holds what an earlier state counted, too.
        var holdsBeginning = false
    }

    let path: String
    let settings: Settings
    let key: PrivacyKey?
    let lineLimit: Int
    let readSize: Int
    let memory: TableMemory
    /// Whether a thread of its own reads the source.
    var readsAhead = false
    /// Told how many bytes and lines were done since the last time; says whether to go on.
    let progress: @Sendable (_ bytes: Int64, _ lines: Int64) -> Bool

    /// - Parameters:
    ///   - beginnings: earlier states that the source may continue.
    ///   - anew: whether to count what an earlier state holds as well, and only note that it was met.
    ///   - length: how many decompressed bytes to count; nil: all.
    ///   - counted: what was counted before, from which the lines are to be taken back.
    ///   - learned: what the sources before have taught, under the same settings; then what this one has.
    func count(
        beginnings: [LedgerStart.Beginning] = [],
        anew: Bool = false,
        length: Int64? = nil,
        takingBackFrom counted: consuming CountedFacts? = nil,
        _ learned: inout Learned?
    ) throws(SourceError) -> Result {
        let progress = progress
        let bytes = try SourceBytes(path: path, length: length) { progress(0, 0) }
        var lines = Lines(bytes, lineLimit: lineLimit, readSize: readSize, beginnings: beginnings)
        try lines.passByteOrderMark()
        guard var counter = try counter(for: &lines, &learned) else {
            var result = try finishWithoutFormat(lines, anew: anew)
            if let counted = consume counted {
                result.source.table = counted.table
                result.source.parts = counted.parts
            }
            return result
        }
        // Moved on, so that the table is not copied.
        if let counted = consume counted { counter.takeBack(from: counted) }
        let feed = LineFeed(lines, readsAhead: readsAhead)
        defer { feed.cancel() }
        var known: LedgerStart.Beginning?
        var holdsBeginning = anew
        var line: Int64 = 1
        var readBefore: Int64 = 0
        while true {
            let before = counter.lines.total
            var handed = try feed.next()
            defer { feed.giveBack(&handed) }
            switch handed.step {
            case .chunk(let range):
                let chunk = handed.buffer.span.extracting(range)
                line += counter.count(chunk, line: line, byte: handed.offset - Int64(range.count))
                try spilling { () throws(SpillError) in try counter.relieve() }
            case .longLine(let range):
                let start = handed.buffer.span.extracting(range)
                counter.reject(longLine: start, line: line, byte: handed.offset - Int64(range.count))
                line += 1
            case .known(let beginning, let openLine):
                if !anew { try checkSettings(of: beginning) }
                known = beginning
                // A few lines may look like another format than all of them.
                if beginning.row.format != counter.format.name { holdsBeginning = true }
                if !holdsBeginning {
                    counter.startAnew(before: handed.buffer.span.extracting(openLine), byte: handed.offset)
                }
                continue
            case .end(let ending):
                try spilling { () throws(SpillError) in try counter.finish() }
                var result = try result(of: handed, ending, counter, continuing: holdsBeginning ? nil : known)
                result.source.continues = known?.identity
                result.holdsBeginning = holdsBeginning
                learned = counter.taught()
                return result
            }
            guard progress(handed.bytesRead - readBefore, counter.lines.total - before) else {
                throw SourceError(.cancelled, "\(path): stopped before its end. Nothing of it was counted.")
            }
            readBefore = handed.bytesRead
        }
    }

    /// A source that is empty, or holds blank lines, comments and headers only.
    private func finishWithoutFormat(_ lines: consuming sending Lines, anew: Bool) throws(SourceError) -> Result {
        var row = LedgerRow(name: path, status: .ingested)
        var known: LedgerStart.Beginning?
        let feed = LineFeed(lines, readsAhead: false)
        while true {
            var handed = try feed.next()
            defer { feed.giveBack(&handed) }
            switch handed.step {
            case .chunk(let range):
                let chunk = handed.buffer.span.extracting(range)
                guard case .noLines = Detection.detect(chunk, among: formats) else { throw lateFirstLine() }
                row.lines.total += countLines(chunk)
                row.lines.skipped += countLines(chunk)
            case .longLine: throw lateFirstLine()
            case .known(let beginning, _):
                if !anew { try checkSettings(of: beginning) }
                known = beginning
            case .end(let ending):
                var source = source(row, handed, ending, TrafficTable(), [])
                source.continues = known?.identity
                return Result(source: source, unrelatedHosts: [:])
            }
        }
    }

    private func checkSettings(of beginning: LedgerStart.Beginning) throws(SourceError) {
        guard beginning.settings == settings.fingerprint else {
            throw SourceError(.otherSettings, LedgerRule.otherSettings(path).description)
        }
    }

    private func lateFirstLine() -> SourceError {
        SourceError(
            .unknownFormat,
            "\(path): so many blank lines and comments stand before its first request that its format can't be told. "
                + "Name one with --format."
        )
    }

    private func result(
        of handed: LineFeed.Handed,
        _ ending: Lines.Ending,
        _ counter: borrowing LineCounter,
        continuing known: LedgerStart.Beginning?
    ) throws(SourceError) -> Result {
        let counted = counter.lines
        if counted.rejected > 0, counted.rejected + counted.skipped == counted.total, known == nil {
            throw noLineRead(as: counter.format.name, counter.rejects.all, lines: counted.rejected)
        }
        var row = LedgerRow(name: path, status: .ingested)
        row.format = counter.format.name
        row.bytesIncludeHeaders = counter.format.bytesIncludeHeaders
        row.lines = counted
        row.times = counter.times
        if let known {
            row.lines += known.row.lines
            if let earlier = known.row.times {
                row.times =
                    row.times.map {
                        min($0.lowerBound, earlier.lowerBound)...max($0.upperBound, earlier.upperBound)
                    } ?? earlier
            }
        }
        var source = source(row, handed, ending, counter.table, counter.rejects.all)
        source.parts = counter.parts
        return Result(source: source, unrelatedHosts: counter.unrelatedHosts)
    }

    private func spilling(_ body: () throws(SpillError) -> Void) throws(SourceError) {
        do {
            try body()
        } catch {
            throw SourceError(.unreadable, "\(path): \(error)")
        }
    }

    private func source(
        _ row: LedgerRow,
        _ handed: LineFeed.Handed,
        _ ending: Lines.Ending,
        _ table: TrafficTable,
        _ rejects: [RejectCount]
    ) -> CountedSource {
        var row = row
        row.identity = ending.identity
        row.bytesRead = handed.bytesRead
        row.ingestedAt = Int64(Date().timeIntervalSince1970)
        return CountedSource(
            row: row,
            family: logFamily(of: path),
            canGrow: !ending.isCompressed,
            mark: nil,
            settings: settings.fingerprint,
            openLine: ending.openLine,
            table: table,
            rejects: rejects
        )
    }

    private func noLineRead(as format: String, _ rejects: [RejectCount], lines: Int64) -> SourceError {
        let first = rejects.compactMap { reject in reject.samples.first.map { ($0, reject.reason) } }
            .min { $0.0.line < $1.0.line }
        let place = first.map { " Line \($0.0.line), byte \($0.0.byte): \($0.1): \($0.0.text)" } ?? ""
        return SourceError(
            .unknownFormat,
            "\(path): none of its \(lines) lines could be read as \(format).\(place) Name another format with --format."
        )
    }
}

/// How many lines a chunk has; a last one without newline counts.
private func countLines(_ chunk: Span<UInt8>) -> Int64 {
    var count: Int64 = 0
    for index in chunk.indices where chunk[index] == 0x0A { count += 1 }
    return chunk.isEmpty || chunk[chunk.count - 1] == 0x0A ? count : count + 1
}
