/// Which format a source is in, found from its first lines by evidence: how many of them each format reads, and how
/// many fields it finds there.
package enum Detection: Sendable {
    case found(Finding)
    /// There is no line to tell it from: the source is empty, blank, or holds comments and headers only.
    case noLines
    /// A format that is known, and holds nothing to count; or no text at all.
    case refused(Refusal)
    /// No format reads at least one line in four. The best guesses, at most two, the better one first.
    case unknown([Guess])

    /// The format that was found, and how sure that is.
    package struct Finding: Sendable {
        /// With the layers that were found around the lines.
        package var format: LogFormat
        /// How many of the lines that could be requests it read, and how many there were.
        package var read: Int
        package var lines: Int
        /// The next best format, and how many lines it read; nil where no other reads any.
        package var next: (format: LogFormat, read: Int)?

        package init(format: LogFormat, read: Int, lines: Int, next: (format: LogFormat, read: Int)? = nil) {
            self.format = format
            self.read = read
            self.lines = lines
            self.next = next
        }
    }

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
            let isField = [.badStatus, .badBytes, .badRequest, .noTime, .badTime].contains(reason)
            // A key that only this format has was there.
            if isField, format.hasMarks {
                return 3
            }
            return switch reason {
            case .badStatus, .badBytes, .badRequest, .noTime: 2
            case .badTime, .unterminatedQuote, .unknownVersion: 1
            default: 0
            }
        }
    }

    /// Wrappings within each other that are looked for.
    private static let depthLimit = 3

    /// Finds the format of a source.
    ///
    /// - Parameters:
    ///   - sample: the first whole lines of the source; 64 KiB are plenty.
    ///   - formats: those that are tried; one of them alone to find only what is wrapped around its lines.
    ///   - lastChange: see ``LogFormat/makeParser(lineLimit:lastChange:)``.
    package static func detect(
        _ sample: Span<UInt8>,
        among formats: [LogFormat] = LogFormat.table,
        lastChange: Int64? = nil
    ) -> Detection {
        let formats = formats.count > 1 ? formats.filter { FormatTable.admits($0, to: sample) } : formats
        var layers: [Layer] = []
        var isUsual = true
        var best: Trial?
        while true {
            let trial = Trial(of: sample, in: layers, formats, lastChange)
            // A deeper look wins where it reads as much: what is around a line may pass for a part of it. But not if it
            // is around a few lines only.
            if trial.isBetter(than: best, orEqual: isUsual) {
                best = trial
            }
            guard layers.count < depthLimit, let next = Layer.outermost(of: sample, within: layers),
                next.layer != layers.last
            else {
                break
            }
            layers.append(next.layer)
            isUsual = next.isUsual
        }
        if var finding = best?.finding {
            finding.format = FormatTable.named(finding.format, by: sample)
            return .found(finding)
        }
        guard hasContent(sample) else {
            return .noLines
        }
        if let refusal = Refusal.of(sample) {
            return .refused(refusal)
        }
        if let marked = FormatTable.marked(sample), formats.contains(where: { $0.name == marked.name }) {
            return .found(Finding(format: marked.wrapped(in: layers), read: 0, lines: 0))
        }
        var guesses = best?.guesses ?? []
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
