import Dispatch
import Store

/// A source that a worker counts just now. Another one that may go on where it ends has to wait for it: each of them would
/// count what they have in common.
struct Underway: Sendable {
    /// Its place in the run; of two sources, the later one waits.
    let index: Int
    let path: String
    let family: String
    /// Left when the source is counted, and waits to be saved or is.
    let end = DispatchGroup()

    init(index: Int, path: String) {
        self.index = index
        self.path = path
        family = logFamily(of: path)
        end.enter()
    }

    /// Whether one source may begin with the other: only one that is not compressed grows, and both begin alike.
    func mayShare(with other: Underway) -> Bool {
        guard family == other.family, let mine = Beginning(path), let its = Beginning(other.path),
            !mine.isCompressed || !its.isCompressed
        else {
            return false
        }
        let count = min(mine.bytes.count, its.bytes.count)
        return count > 0 && mine.bytes.prefix(count) == its.bytes.prefix(count)
    }

    /// The first decompressed bytes of a file: they tell logs apart, since a log's lines begin with a client or a time.
    private struct Beginning {
        var bytes: [UInt8]
        let isCompressed: Bool

        /// nil for what is no file, or can't be read: it fails, or speaks for itself, when it is counted.
        init?(_ path: String) {
            guard FileKind(path: path) == .file, var source = try? SourceBytes(path: path) else { return nil }
            isCompressed = source.isCompressed
            bytes = [UInt8](repeating: 0, count: 4096)
            var count = 0
            while count < bytes.count {
                guard let more = try? source.read(into: &bytes, at: count, atMost: bytes.count - count), more > 0
                else { break }
                count += more
            }
            bytes.removeLast(bytes.count - count)
        }
    }
}
