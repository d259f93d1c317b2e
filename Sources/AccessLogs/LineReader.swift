/// What became of one line.
enum LineOutcome: BitwiseCopyable, Equatable {
    /// It was read; the record holds it.
    case record
    /// It is no request: a header, a comment, a repeat.
    case skipped
    /// It waits for later lines, and the reader keeps a copy.
    case held
    /// It could not be read: why, and at which offset of the chunk.
    case reject(RejectReason, at: Int)
}

/// Reads the lines of one format, one after the other.
protocol LineReader {
    /// Reads one line. `line` leaves out the line's end and is not empty; `record` is new, and its time is what wraps
    /// the line says, or ``Record/noTime``.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineOutcome

    /// Reads as many lines from `start` on as it can at once, and says of them what ``read(_:_:into:)`` would; moves
    /// `start` and `index`, the line's index in the chunk, to the first line that it leaves.
    mutating func readRun(
        _ bytes: Span<UInt8>,
        from start: inout Int,
        index: inout UInt32,
        limit: Int,
        times: [Int64],
        into batch: inout Batch
    )
}

extension LineReader {
    @inline(always)
    mutating func readRun(
        _ bytes: Span<UInt8>,
        from start: inout Int,
        index: inout UInt32,
        limit: Int,
        times: [Int64],
        into batch: inout Batch
    ) {}

    /// Cuts whole lines from a chunk and reads each; a last line without a newline is taken as a line too. Returns how
    /// many there are.
    ///
    /// - Parameters:
    ///   - limit: bytes that a line may have; longer ones are not looked at.
    ///   - times: for each line the time that what wrapped it says; empty where nothing did.
    @discardableResult
    mutating func readLines(
        _ chunk: Span<UInt8>,
        limit: Int,
        times: [Int64] = [],
        into batch: inout Batch
    ) -> Int {
        var start = 0
        var index: UInt32 = 0
        while start < chunk.count {
            readRun(chunk, from: &start, index: &index, limit: limit, times: times, into: &batch)
            guard start < chunk.count else {
                break
            }
            let newline = chunk.firstIndex(of: UInt8(ascii: "\n"), in: start..<chunk.count)
            let end = newline > start && chunk[newline - 1] == UInt8(ascii: "\r") ? newline - 1 : newline
            if end == start {
                batch.skipped += 1
                batch.lines += 1
            } else if newline - start > limit {
                let line = ByteRange(start..<end)
                batch.rejects.append(Reject(line: index, range: line, position: line.count, reason: .lineTooLong))
                batch.lines += 1
            } else {
                readLine(
                    chunk,
                    start..<end,
                    index: index,
                    time: times.isEmpty ? Record.noTime : times[Int(index)],
                    into: &batch
                )
            }
            start = newline + 1
            index &+= 1
        }
        return Int(index)
    }

    @inline(always)
    private mutating func readLine(
        _ chunk: Span<UInt8>,
        _ line: Range<Int>,
        index: UInt32,
        time: Int64,
        into batch: inout Batch
    ) {
        var record = Record()
        record.line = index
        record.time = time
        switch read(chunk, line, into: &record) {
        case .record:
            batch.records.append(record)
        case .skipped:
            batch.skipped += 1
        case .held:
            return
        case .reject(let reason, let offset):
            let position = UInt32(truncatingIfNeeded: offset - line.lowerBound)
            batch.rejects.append(Reject(line: index, range: ByteRange(line), position: position, reason: reason))
        }
        batch.lines += 1
    }
}
