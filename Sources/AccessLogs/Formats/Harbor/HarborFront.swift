/// Reads the lines of the nginx in front of Harbor.
struct HarborFront {
    /// The shapes of the lines: without a time, and with one.
    static let templates: [Template] = {
        var builder = TemplateBuilder()
        builder.endsAtFirstQuote = true
        let line: [TemplatePiece] = [
            .field(.client), .literal(" - \""), .field(.request), .literal("\" "), .field(.status), .literal(" "),
            .field(.bytes), .literal(" \""), .field(.referer), .literal("\" \""), .field(.userAgent), .literal("\" "),
            .field(.skip),
        ]
        return [
            builder.build(line).template,
            builder.build([.literal("["), .field(.commonTime), .literal("]:")] + line).template,
        ]
    }()

    private var plain: TemplateReader
    private var timed: TemplateReader

    /// - Parameter templates: ``templates``.
    init(_ templates: [Template]) {
        plain = TemplateReader(templates[0])
        timed = TemplateReader(templates[1])
    }

    /// Whether nginx wrote a line: behind the client there is no user.
    static func wrote(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        if bytes.starts(with: "[", in: line) {
            return true
        }
        let space = bytes.firstIndex(of: UInt8(ascii: " "), in: line)
        return bytes.starts(with: " - \"", in: space..<line.upperBound)
    }

    /// Whether such lines may stand in a sample; where a wrapper is JSON, the quotes have backslashes.
    static func hasMark(_ sample: Span<UInt8>) -> Bool {
        sample.contains(" - \"") || sample.contains(" - \\\"")
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into record: inout Record) -> LineMeaning {
        let outcome =
            bytes.starts(with: "[", in: line)
            ? timed.read(bytes, line, into: &record) : plain.read(bytes, line, into: &record)
        switch outcome {
        case .record:
            guard record.time != Record.noTime else {
                return .reject(.noTime, at: line.lowerBound)
            }
            let window = RequestWindow(second: record.time, took: duration(bytes, line))
            let clock = record.time.multipliedReportingOverflow(by: 1000).partialValue
            return .request(.front, window, clock: clock, failure: nil)
        case .reject(let reason, let offset): return .reject(reason, at: offset)
        case .skipped, .held: return .nothing
        }
    }

    /// How long the request took, in milliseconds: the number behind the last quote, in seconds; 0 where there is none.
    private func duration(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int64 {
        guard let quote = bytes.lastIndex(of: UInt8(ascii: "\""), in: line), quote + 2 < line.upperBound else {
            return 0
        }
        let (seconds, end) = bytes.digits(from: quote + 2, to: line.upperBound)
        let (product, overflows) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflows, end < line.upperBound, bytes[end] == UInt8(ascii: ".") else {
            return 0
        }
        let fraction = bytes.fraction(at: end + 1, to: line.upperBound).nanoseconds / 1_000_000
        return product.addingReportingOverflow(fraction).partialValue
    }
}
