/// Which format a source is in, found from its first lines.
package enum Detection: Sendable {
    case found(LogFormat)
    /// There is no line to tell it from: the source is empty, blank, or holds comments and headers only.
    case noLines
    /// No format reads at least one line in four. The best guesses, at most two, the better one first.
    case unknown([Guess])

    /// A format that was tried.
    package struct Guess: Sendable {
        package var format: LogFormat
        /// How many of the lines that could be requests it read, and how many there were.
        package var read: Int
        package var lines: Int
        /// The first line that it could not read (from 1), the byte in it (from 0), and why.
        package var line: Int
        package var position: Int
        package var reason: RejectReason

        /// A line of which only one field is wrong is nearer to the format than one of another shape.
        fileprivate var nearness: Int {
            switch reason {
            case .badStatus, .badBytes, .badRequest: 2
            case .badTime, .unterminatedQuote, .unknownVersion: 1
            default: 0
            }
        }
    }

    /// Tries every format on `sample`, the first whole lines of a source (64 KiB are plenty), and takes the one that
    /// reads most lines and, of these, the one that finds most fields in them.
    package static func detect(_ sample: Span<UInt8>) -> Detection {
        var best: (format: LogFormat, score: Int)?
        var guesses: [Guess] = []
        for format in FormatTable.rows {
            let batch = format.tried(on: sample)
            let read = batch.records.count
            if read > 0, read * 4 >= read + batch.rejects.count {
                let score = (batch.lines - batch.rejects.count) * format.fieldCount
                if score > best?.score ?? 0 {
                    best = (format, score)
                }
            }
            if let first = batch.rejects.first {
                guesses.append(
                    Guess(
                        format: format,
                        read: read,
                        lines: read + batch.rejects.count,
                        line: Int(first.line) + 1,
                        position: Int(first.position),
                        reason: first.reason
                    )
                )
            }
        }
        if let best {
            return .found(best.format)
        }
        guard hasContent(sample) else {
            return .noLines
        }
        if Distribution.hasMark(sample) {
            return .found(Distribution.format)
        }
        guesses.sort { ($0.read, $0.nearness, $0.position) > ($1.read, $1.nearness, $1.position) }
        return .unknown(Array(guesses.prefix(2)))
    }

    /// Whether any line is neither blank nor a comment.
    private static func hasContent(_ sample: Span<UInt8>) -> Bool {
        var start = 0
        while start < sample.count {
            let end = sample.firstIndex(of: UInt8(ascii: "\n"), in: start..<sample.count)
            let isBlank = end == start || (end == start + 1 && sample[start] == UInt8(ascii: "\r"))
            if !isBlank, sample[start] != UInt8(ascii: "#") {
                return true
            }
            start = end + 1
        }
        return false
    }
}

extension LogFormat {
    fileprivate func tried(on sample: Span<UInt8>) -> Batch {
        var batch = Batch()
        var parser = makeParser()
        parser.parse(sample, into: &batch)
        // The ranges mix here, but only counts are wanted.
        _ = parser.settle(atEnd: true, into: &batch)
        return batch
    }
}
