/// Reads the lines of one source, chunk by chunk.
///
///     parser.parse(chunk, into: &batch)                           // batch points into chunk
///     let lines = parser.settle(atEnd: false, into: &batch)       // after batch was emptied; points into lines
///
/// It is no value to copy: it remembers what the lines so far said (a header's columns, lines that wait for others).
package struct LineParser: ~Copyable, Sendable {
    private enum Reader: Sendable {
        case shapes(ShapesReader)
        case columns(ColumnsReader)
        case distribution(Distribution)
        case harbor(Harbor)
        case dockerHub(DockerHub)
        case none
    }

    private var reader: Reader
    private var unwrapper: Unwrapper
    private let lineLimit: Int

    init(_ reading: LogFormat.Reading, unwrapper: Unwrapper, lineLimit: Int) {
        self.unwrapper = unwrapper
        self.lineLimit = lineLimit
        switch reading {
        case .shapes(let keyed, let templates): reader = .shapes(ShapesReader(keyed, templates))
        case .columns(let layout): reader = .columns(ColumnsReader(layout))
        case .distribution(let combined): reader = .distribution(Distribution(combined: combined))
        case .harbor(let front, let combined): reader = .harbor(Harbor(front: front, combined: combined))
        case .dockerHub: reader = .dockerHub(DockerHub())
        }
    }

    private init(_ reader: Reader, unwrapper: Unwrapper, lineLimit: Int) {
        self.reader = reader
        self.unwrapper = unwrapper
        self.lineLimit = lineLimit
    }

    /// A parser that remembers what this one does, and goes its own way from here.
    package func copy() -> LineParser {
        LineParser(reader, unwrapper: unwrapper, lineLimit: lineLimit)
    }

    /// Parses whole lines and appends what they are to `batch`. A last line without a newline is taken as a line too.
    ///
    /// The batch's ranges point into `chunk`, or the records' into ``Batch/unwrapped``. Its `lines` grow by the chunk's
    /// lines, but for those held back: see ``settle(atEnd:into:)``. Empty the batch before. Returns how many lines the chunk
    /// holds.
    @discardableResult
    package mutating func parse(_ chunk: Span<UInt8>, into batch: inout Batch) -> Int {
        // A table has nothing around its rows.
        if case .dockerHub(var dockerHub) = reader {
            reader = .none
            let count = dockerHub.translate(chunk, limit: lineLimit, into: &batch)
            reader = .dockerHub(dockerHub)
            return count
        }
        guard !unwrapper.layers.isEmpty else {
            return read(chunk, times: [], into: &batch)
        }
        var lines = Unwrapped()
        swap(&lines, &batch.unwrapped)
        unwrapper.unwrap(chunk, into: &lines)
        let count = read(lines.bytes.span, times: lines.times, into: &batch)
        batch.moveRejects(to: lines)
        batch.isUnwrapped = true
        swap(&lines, &batch.unwrapped)
        return count
    }

    private mutating func read(_ chunk: Span<UInt8>, times: [Int64], into batch: inout Batch) -> Int {
        var count = 0
        var current = Reader.none
        swap(&current, &reader)
        switch consume current {
        case .shapes(var shapes):
            count = shapes.readLines(chunk, limit: lineLimit, times: times, into: &batch)
            reader = .shapes(shapes)
        case .columns(var columns):
            count = columns.readLines(chunk, limit: lineLimit, times: times, into: &batch)
            reader = .columns(columns)
        case .distribution(var distribution):
            count = distribution.readLines(chunk, limit: lineLimit, times: times, into: &batch)
            distribution.noteFoundRepeats(in: &batch)
            reader = .distribution(distribution)
        case .harbor(var harbor):
            count = harbor.readLines(chunk, limit: lineLimit, times: times, into: &batch)
            harbor.noteFoundRepeats(in: &batch)
            reader = .harbor(harbor)
        case .dockerHub, .none:
            break
        }
        return count
    }

    /// Hands out the lines of earlier chunks that had to wait for later ones, and are decided now.
    ///
    /// Call it after each ``parse(_:into:)``, when the batch is dealt with and emptied, and once more at the end of
    /// the source with `atEnd`; so no line is lost, and none depends on where chunks are cut. Returns the bytes that
    /// the batch's ranges point into: copies of those lines, mostly none.
    package mutating func settle(atEnd: Bool, into batch: inout Batch) -> [UInt8] {
        var lines: [UInt8] = []
        var current = Reader.none
        swap(&current, &reader)
        switch consume current {
        case .distribution(var distribution):
            lines = distribution.settle(atEnd: atEnd, into: &batch)
            reader = .distribution(distribution)
        case .harbor(var harbor):
            lines = harbor.settle(atEnd: atEnd, into: &batch)
            reader = .harbor(harbor)
        case let other:
            reader = other
        }
        return lines
    }
}
