import AccessLogs
import Foundation
import Ingest
import Store

/// Parts of the ingest that are measured alone, in this process: each sees the whole log, and nothing else is counted.
enum InProcess {
    /// The processor time of the content's hash.
    static func hash(_ path: String) throws -> Usage {
        var hash = ContentHash()
        let used = try measure(path) { hash.update($0.span) }
        guard hash.identity.length > 0 else { throw BenchmarkError("\(path) is empty.") }
        return used
    }

    /// The processor time of the parser.
    static func parser(_ path: String) throws -> Usage {
        guard let format = LogFormat.table.first(where: { $0.name == "vhost-combined" }) else {
            throw BenchmarkError("There is no format vhost-combined.")
        }
        var reading = LineReading(format)
        return try measure(path) { reading.read($0) }
    }

    /// Reads whole lines piece by piece, and times only what is done with them.
    private static func measure(_ path: String, _ body: ([UInt8]) -> Void) throws -> Usage {
        guard let file = FileHandle(forReadingAtPath: path) else { throw BenchmarkError("\(path) can't be read.") }
        defer { try? file.close() }
        var ticks = 0
        var rest: [UInt8] = []
        while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
            var piece = rest + data
            let end = (piece.lastIndex(of: 0x0A) ?? piece.count - 1) + 1
            rest = Array(piece[end...])
            piece.removeSubrange(end...)
            let begin = clock()
            body(piece)
            ticks += clock() - begin
        }
        let seconds = Double(ticks) / Double(CLOCKS_PER_SEC)
        return Usage(wall: seconds, processor: seconds)
    }
}
