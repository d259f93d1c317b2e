import Foundation

/// A folder of its own for one test, which is gone after it.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/ebb-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    subscript(name: String) -> String { path + "/" + name }

    /// Writes a file anew, and gives its path.
    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
        return self[name]
    }

    func append(_ bytes: some Sequence<UInt8>, to name: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: self[name]))
        try file.seekToEnd()
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    func rename(_ name: String, to other: String) throws {
        try? FileManager.default.removeItem(atPath: self[other])
        try FileManager.default.moveItem(atPath: self[name], toPath: self[other])
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: self[name])
    }
}
