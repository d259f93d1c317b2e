/// Takes off what programs on the way put around the lines of one source.
///
/// A line that lacks the wrapping is taken as it is: services that start, or log directly, mix such lines in.
struct Unwrapper: Sendable {
    let layers: [Layer]
    private let lastChange: Int64?
    private var box = Box()
    private var journal = JournalExport()
    /// The beginnings of lines that a container runtime has cut in pieces, for each of its two streams.
    private var partial: (output: [UInt8], error: [UInt8]) = ([], [])
    /// A line that was taken out of JSON, by its depth among the layers.
    private var unescaped: [[UInt8]]
    private var opened = 0

    /// Bytes that the pieces of a line may have together; what goes beyond is dropped, and the line will be too long.
    private static let partialLimit = 1 << 24

    /// - Parameters:
    ///   - layers: the outermost first.
    ///   - lastChange: see ``Swift/Span/syslogPrefix(of:lastChange:)``.
    init(_ layers: [Layer], lastChange: Int64?) {
        self.layers = layers
        self.lastChange = lastChange
        unescaped = Array(repeating: [], count: layers.count)
    }

    /// How many lines of a sample the layers were found around.
    mutating func countOpened(_ sample: Span<UInt8>) -> Int {
        var lines = Unwrapped()
        unwrap(sample, into: &lines)
        return opened
    }

    /// Unwraps a chunk of whole lines.
    mutating func unwrap(_ chunk: Span<UInt8>, into result: inout Unwrapped) {
        result.removeAll()
        result.bytes.reserveCapacity(chunk.count)
        var start = 0
        while start < chunk.count {
            let newline = chunk.firstIndex(of: UInt8(ascii: "\n"), in: start..<chunk.count)
            let end = newline > start && chunk[newline - 1] == UInt8(ascii: "\r") ? newline - 1 : newline
            result.lines.append(ByteRange(start..<end))
            result.times.append(Record.noTime)
            open(0, chunk, start..<end, Record.noTime, into: &result)
            result.bytes.append(UInt8(ascii: "\n"))
            start = newline + 1
        }
    }

    /// Takes off the layers from `depth` on, and appends what is left.
    private mutating func open(
        _ depth: Int,
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        _ time: Int64,
        into result: inout Unwrapped
    ) {
        guard depth < layers.count else {
            result.times[result.times.count - 1] = time
            result.bytes.append(bytes, line)
            return
        }
        switch layers[depth] {
        case .box:
            openBox(depth, bytes, line, time, into: &result)
        case .journal:
            if case .message(let start) = journal.read(bytes, line) {
                opened += 1
                open(depth + 1, bytes, Swift.min(start, line.upperBound)..<line.upperBound, journal.time, into: &result)
            }
        default:
            guard let peeled = peel(layers[depth], bytes, line) else {
                open(depth + 1, bytes, line, time, into: &result)
                return
            }
            opened += 1
            let rest = Swift.min(peeled.start, line.upperBound)..<line.upperBound
            let time = peeled.time == Record.noTime ? time : peeled.time
            if layers[depth] == .container {
                join(depth, bytes, rest, peeled, into: &result)
            } else {
                open(depth + 1, bytes, rest, time, into: &result)
            }
        }
    }

    private func peel(_ layer: Layer, _ bytes: Span<UInt8>, _ line: Range<Int>) -> Peeled? {
        switch layer {
        case .syslog: bytes.syslogPrefix(of: line, lastChange: lastChange)
        case .container: bytes.containerPrefix(of: line)
        case .name: bytes.namePrefix(of: line)
        case .stamp: bytes.stampPrefix(of: line)
        default: bytes.preamble(of: line)
        }
    }

    private mutating func openBox(
        _ depth: Int,
        _ bytes: Span<UInt8>,
        _ line: Range<Int>,
        _ time: Int64,
        into result: inout Unwrapped
    ) {
        var text: [UInt8] = []
        swap(&text, &unescaped[depth])
        if let inner = box.open(bytes, line, unescaped: &text) {
            opened += 1
            let innerTime = inner.time == Record.noTime ? time : inner.time
            if inner.isUnescaped {
                open(depth + 1, text.span, inner.line, innerTime, into: &result)
            } else {
                open(depth + 1, bytes, inner.line, innerTime, into: &result)
            }
        } else {
            open(depth + 1, bytes, line, time, into: &result)
        }
        swap(&text, &unescaped[depth])
    }

    /// Keeps a piece of a line, or ends the line with it.
    private mutating func join(
        _ depth: Int,
        _ bytes: Span<UInt8>,
        _ piece: Range<Int>,
        _ peeled: Peeled,
        into result: inout Unwrapped
    ) {
        var line: [UInt8] = []
        if peeled.isError { swap(&line, &partial.error) } else { swap(&line, &partial.output) }
        if !peeled.isPartial, line.isEmpty {
            open(depth + 1, bytes, piece, peeled.time, into: &result)
            return
        }
        if line.count < Self.partialLimit {
            line.append(bytes, piece)
        }
        if peeled.isPartial {
            if peeled.isError { swap(&line, &partial.error) } else { swap(&line, &partial.output) }
        } else {
            open(depth + 1, line.span, line.indices, peeled.time, into: &result)
        }
    }
}
