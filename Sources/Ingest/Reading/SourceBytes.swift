/// The decompressed bytes of a source, whatever it is written as.
struct SourceBytes: ~Copyable {
    private var file: FileReading
    private var inflating: Inflating<InflatingStream>?
    private var begun: [UInt8]
    /// Whether the source is compressed: such a file does not grow.
    let isCompressed: Bool
    /// How many decompressed bytes are still to be given.
    private var left: Int64

    /// - Parameters:
    ///   - path: a file, or `-` for standard input.
    ///   - length: how many decompressed bytes to give; nil: all.
    ///   - goesOn: asked while nothing comes: whether to wait on.
    init(
        path: String,
        length: Int64? = nil,
        goesOn: @escaping @Sendable () -> Bool = { true }
    ) throws(SourceError) {
        var file = try FileReading(path: path, goesOn: goesOn)
        var begun = [UInt8](repeating: 0, count: 2)
        var count = 0
        while count < 2 {
            let more = try file.read(into: &begun, count..<2)
            if more == 0 { break }
            count += more
        }
        begun.removeLast(2 - count)
        isCompressed = begun == [0x1F, 0x8B]
        inflating = isCompressed ? Inflating(name: path, begun: begun) : nil
        self.begun = isCompressed ? [] : begun
        self.file = file
        left = length ?? .max
    }

    /// Bytes read from the file itself.
    var bytesRead: Int64 { file.position }

    /// Reads into a buffer from an index on.
    /// - Returns: how many bytes came; 0 at the end.
    mutating func read(into buffer: inout [UInt8], at start: Int, atMost limit: Int) throws(SourceError) -> Int {
        guard left > 0 else { return 0 }
        let room = start..<min(buffer.count, start + limit)
        let count = Int(min(left, Int64(try readAny(into: &buffer, room))))
        left -= Int64(count)
        return count
    }

    private mutating func readAny(into buffer: inout [UInt8], _ room: Range<Int>) throws(SourceError) -> Int {
        if isCompressed {
            return try inflating?.read(from: &file, into: &buffer, room) ?? 0
        }
        if !begun.isEmpty {
            let count = begun.count
            buffer.replaceSubrange(room.lowerBound..<room.lowerBound + count, with: begun)
            begun = []
            return count
        }
        return try file.read(into: &buffer, room)
    }
}
