import AccessLogs

/// Reads lines as the ingest does, and throws away what it finds.
struct LineReading: ~Copyable {
    private var parser: LineParser
    private var batch = Batch()

    init(_ format: LogFormat) { parser = format.makeParser(lastChange: 1_800_000_000) }

    /// - Parameter bytes: whole lines.
    mutating func read(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            // Chunks that end where a line ends.
            var end = min(start + 1 << 18, bytes.count)
            while end > start, bytes[end - 1] != 0x0A { end -= 1 }
            parser.parse(bytes.span.extracting(start..<end), into: &batch)
            batch.removeAll()
            _ = parser.settle(atEnd: false, into: &batch)
            batch.removeAll()
            start = end
        }
    }
}
