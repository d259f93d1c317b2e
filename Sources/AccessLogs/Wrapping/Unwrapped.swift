/// The lines of a chunk without what was wrapped around them: one for each line of the chunk, in its order.
package struct Unwrapped: Sendable {
    /// The lines, each ended by a newline. Empty where the chunk's line held none.
    package internal(set) var bytes: [UInt8] = []
    /// When the wrapping says that each was written, in seconds since 1970 in UTC; ``Record/noTime`` where it does not.
    var times: [Int64] = []
    /// Where each line stands in the chunk, with its wrapping.
    var lines: [ByteRange] = []

    /// How many of the lines hold anything.
    var lineCount: Int { lines.count { !$0.isEmpty } }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        times.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
    }
}

extension Batch {
    /// Makes the rejects say where their lines stand in the chunk. Behind an escape, their positions are near only.
    mutating func moveRejects(to lines: Unwrapped) {
        for index in rejects.indices {
            let line = lines.lines[Int(rejects[index].line)]
            let wrapping = line.count - Swift.min(rejects[index].range.count, line.count)
            rejects[index].position = Swift.min(rejects[index].position + wrapping, line.count)
            rejects[index].range = line
        }
    }
}
