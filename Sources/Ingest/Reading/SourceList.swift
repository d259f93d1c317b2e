import Foundation
import Store

/// The sources behind the paths that a user gave.
package struct SourceList: Sendable {
    /// Files and `-`, each once, in the order given; the files of a folder by name.
    package private(set) var paths: [String] = []
    /// Paths that lead to no source, with the reason.
    package private(set) var failures: [(path: String, error: SourceError)] = []
    /// Bytes on disk of all files; nil where one is a stream, whose length nobody knows.
    package private(set) var size: Int64? = 0

    package init(_ given: [String]) {
        for path in given { add(path) }
        var seen = Set<String>()
        paths = paths.filter { seen.insert($0).inserted }
        for path in paths { size = size.flatMap { sum in fileSize(path).map { sum + $0 } } }
    }

    private mutating func add(_ path: String) {
        if path == "-" {
            paths.append(path)
            return
        }
        switch FileKind(path: path) {
        case .missing: failures.append((path, SourceError(opening: path, errno: ENOENT)))
        case .folder: addFolder(path)
        case .file, .other: paths.append(path)
        }
    }

    private mutating func addFolder(_ path: String) {
        let files: [String]
        do {
            files = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        } catch {
            failures.append((path, SourceError(opening: path, errno: EACCES)))
            return
        }
        let logs = files.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }.filter(isLog)
        if logs.isEmpty {
            failures.append(
                (path, SourceError(.notFound, "\(path): there are no logs in this folder. Name the files themselves."))
            )
        }
        paths += logs
    }

    /// Whether a file of a folder is worth a look: hidden files, stores and what tools leave beside logs are not.
    private func isLog(_ path: String) -> Bool {
        guard FileKind(path: path) == .file else { return false }
        let parts = path.split(separator: "/")
        guard let name = parts.last, !parts.contains(where: { $0.hasPrefix(".") && $0 != "." && $0 != ".." }) else {
            return false
        }
        let others = [".sqlite", ".sqlite-wal", ".sqlite-shm", ".lock", ".yaml", ".yml", ".md", ".html"]
        return !others.contains { name.hasSuffix($0) }
    }

    private func fileSize(_ path: String) -> Int64? {
        guard path != "-", FileKind(path: path) == .file else { return nil }
        return FileMark(path: path)?.size
    }
}
