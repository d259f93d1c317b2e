import Store

/// Cuts a source's bytes into chunks of whole lines, and takes its hash on the way.
///
/// A chunk begins where a line begins. Only the last one of a source may end without a newline.
struct Lines: ~Copyable {
    /// What one step gave. Ranges are of ``buffer``, and hold until the next step.
    enum Step: Sendable {
        case chunk(Range<Int>)
        /// The beginning of a line that is longer than the limit; the rest of it is passed over.
        case longLine(Range<Int>)
        /// All lines so far are those of this earlier state; the next chunk begins where its lines ended.
        /// The range is its last line as it was then, empty where a newline had ended it.
        case known(LedgerStart.Beginning, openLine: Range<Int>)
        case end(Ending)
    }

    /// What is known of a source at its end.
    struct Ending: Sendable {
        var identity: Identity
        /// Where the last line begins if no newline ends it, else the length.
        var openLine: Int64
        /// Whether the source is compressed: such a file does not grow.
        var isCompressed: Bool
    }

    private var bytes: SourceBytes
    private(set) var buffer: [UInt8]
    private var hash = ContentHash()
    /// The bytes that were read and not handed out yet, and where in the source they begin.
    private var pending = 0..<0
    private(set) var offset: Int64 = 0
    private var isPassingOver = false
    private var isAtEnd = false
    private let lineLimit: Int
    private let readSize: Int
    /// Earlier states that the source may begin with, the shortest last.
    private var beginnings: [LedgerStart.Beginning]
    private var known: LedgerStart.Beginning?
    /// Where the last chunk begins, if no newline ends it; nil as long as there is none such.
    private var openLineStart: Int64?

    /// - Parameters:
    ///   - lineLimit: bytes that a line may have.
    ///   - readSize: bytes asked for at a time.
    init(_ bytes: consuming SourceBytes, lineLimit: Int, readSize: Int, beginnings: [LedgerStart.Beginning]) {
        self.bytes = bytes
        self.lineLimit = lineLimit
        self.readSize = readSize
        self.beginnings = beginnings.sorted { $0.identity.length > $1.identity.length }
        buffer = [UInt8](repeating: 0, count: lineLimit + readSize)
    }

    var bytesRead: Int64 { bytes.bytesRead }

    private var ending: Ending {
        Ending(
            identity: hash.identity,
            openLine: openLineStart ?? hash.identity.length,
            isCompressed: bytes.isCompressed
        )
    }

    /// Passes over the mark that some programs write at the head of a text.
    mutating func passByteOrderMark() throws(SourceError) {
        while pending.count < 3, !isAtEnd { try fill() }
        if buffer[pending].starts(with: [0xEF, 0xBB, 0xBF]) { _ = take(3) }
    }

    /// The first bytes of what comes next, gathered without being handed out: whole lines, unless the source ends.
    mutating func peek(_ count: Int) throws(SourceError) -> Range<Int> {
        while !isAtEnd, pending.count < count, pending.count < buffer.count { try fill() }
        let head = pending.prefix(count)
        guard head.count < pending.count || !isAtEnd else { return head }
        return head.lowerBound..<(endOfLastLine(in: head) ?? head.upperBound)
    }

    /// Hands out the next lines.
    mutating func next() throws(SourceError) -> Step {
        while true {
            if let known {
                let left = Int(known.openLine - offset)
                if left > 0 { return .chunk(take(left)) }
                self.known = nil
                // A line that was too long then is so now, and passed over: it stays counted as it is.
                let open = left < 0 ? 0 : Int(known.identity.length - known.openLine)
                return .known(known, openLine: pending.lowerBound..<pending.lowerBound + open)
            }
            if isPassingOver {
                let newline = buffer[pending].firstIndex(of: 0x0A)
                _ = take(newline.map { $0 + 1 - pending.lowerBound } ?? pending.count)
                if newline != nil {
                    isPassingOver = false
                    openLineStart = nil
                } else if isAtEnd {
                    return .end(ending)
                } else {
                    try fill()
                }
                continue
            }
            if let end = endOfLastLine(in: pending) { return .chunk(take(end - pending.lowerBound)) }
            if pending.count > lineLimit {
                openLineStart = offset
                isPassingOver = true
                return .longLine(take(pending.count))
            }
            if !isAtEnd {
                try fill()
                continue
            }
            if pending.isEmpty { return .end(ending) }
            openLineStart = offset
            return .chunk(take(pending.count))
        }
    }

    /// Gives away the buffer, which the last step's ranges are of, and goes on in another one of the same length.
    mutating func exchange(_ other: inout [UInt8]) {
        // What was not handed out goes along: mostly the beginning of one line.
        other.replaceSubrange(0..<pending.count, with: buffer[pending])
        pending = 0..<pending.count
        swap(&buffer, &other)
    }

    private mutating func take(_ count: Int) -> Range<Int> {
        let taken = pending.lowerBound..<pending.lowerBound + count
        pending = taken.upperBound..<pending.upperBound
        offset += Int64(count)
        return taken
    }

    private mutating func fill() throws(SourceError) {
        if pending.lowerBound > 0 {
            for index in 0..<pending.count { buffer[index] = buffer[pending.lowerBound + index] }
            pending = 0..<pending.count
        }
        let count = try bytes.read(into: &buffer, at: pending.upperBound, atMost: readSize)
        isAtEnd = count == 0
        takeHash(of: pending.upperBound..<pending.upperBound + count)
        pending = 0..<pending.upperBound + count
    }

    /// Takes the hash of new bytes, and compares it at the lengths of earlier states.
    private mutating func takeHash(of range: Range<Int>) {
        let bytes = buffer
        var start = range.lowerBound
        while let next = beginnings.last {
            let end = start + Int(next.identity.length - hash.identity.length)
            guard end <= range.upperBound else { break }
            hash.update(bytes.span.extracting(start..<end))
            if hash.identity == next.identity { known = next }
            beginnings.removeLast()
            start = end
        }
        hash.update(bytes.span.extracting(start..<range.upperBound))
    }

    private func endOfLastLine(in range: Range<Int>) -> Int? {
        lastLineEnd(buffer.span.extracting(range)).map { $0 + range.lowerBound }
    }
}
