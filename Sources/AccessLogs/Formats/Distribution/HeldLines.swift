/// Copies of lines that wait, one behind the other in one piece of memory. They are forgotten from the front on.
struct HeldLines {
    /// Where a copy stands, counted from the first there ever was.
    struct Place: BitwiseCopyable {
        var start: Int
        var count: Int
    }

    private var bytes: [UInt8] = []
    /// How many bytes have been forgotten.
    private var forgotten = 0

    /// The place of no bytes behind all that there are.
    var none: Place { Place(start: forgotten + bytes.count, count: 0) }

    /// Copies a line, and ends it with a newline.
    mutating func append(_ chunk: Span<UInt8>, _ line: Range<Int>) -> Place {
        let start = forgotten + bytes.count
        bytes.append(chunk, line)
        bytes.append(UInt8(ascii: "\n"))
        return Place(start: start, count: line.count + 1)
    }

    /// Appends a copy to `output`.
    func move(_ place: Place, to output: inout [UInt8]) {
        let start = place.start - forgotten
        output += bytes[start..<start + place.count]
    }

    /// Gives up what stands before a place, or everything where there is none.
    mutating func forget(before place: Place?) {
        guard let place else {
            forgotten += bytes.count
            bytes.removeAll(keepingCapacity: true)
            return
        }
        let count = place.start - forgotten
        if count > 65536, count > bytes.count / 2 {
            bytes.removeFirst(count)
            forgotten += count
        }
    }
}
