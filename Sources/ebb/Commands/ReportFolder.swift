import Foundation
import Reports
import Synchronization

/// The folder of a report while it is written: a hidden one beside it, which takes its place when all is there.
final class ReportFolder: Sendable {
    private let target: URL
    private let partial: URL
    private let written = Mutex((files: Int64(0), bytes: Int64(0)))

    var files: Int64 { written.withLock(\.files) }
    var bytes: Int64 { written.withLock(\.bytes) }

    /// What tells a report of ours from other folders.
    private static let mark = ".ebb-report"

    /// - Parameter path: of a folder that may be replaced: one that isn't there, is empty, or holds an earlier report.
    init(_ path: String) throws {
        target = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
        let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).partial"
        partial = target.deletingLastPathComponent().appending(path: name)
        let manager = FileManager.default
        if manager.fileExists(atPath: target.path) {
            guard let names = try? manager.contentsOfDirectory(atPath: target.path) else {
                throw Failure("\(path): that is no folder, or one that may not be read. Name another with --output.")
            }
            guard names.isEmpty || names.contains(Self.mark) else {
                throw Failure(
                    "\(path) holds something that is no report of ours, and stays as it is. Name another folder with --output."
                )
            }
        }
        try writing {
            try manager.createDirectory(at: partial, withIntermediateDirectories: true)
            try Data("Written by ebb report, which replaces this folder as a whole.\n".utf8)
                .write(to: partial.appending(path: Self.mark))
        }
    }

    func write(_ file: Report.File) throws {
        let place = partial.appending(path: file.path)
        let data = Data(file.text.utf8)
        try writing {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try data.write(to: place)
        }
        written.withLock { $0 = ($0.files + 1, $0.bytes + Int64(data.count)) }
    }

    /// Puts the report in its place.
    func finish() throws {
        let manager = FileManager.default
        try writing {
            guard manager.fileExists(atPath: target.path) else {
                try manager.moveItem(at: partial, to: target)
                return
            }
            let old = partial.appendingPathExtension("old")
            try manager.moveItem(at: target, to: old)
            do {
                try manager.moveItem(at: partial, to: target)
            } catch {
                try manager.moveItem(at: old, to: target)
                throw error
            }
            try manager.removeItem(at: old)
        }
    }

    /// Takes away what was written so far.
    func abandon() { try? FileManager.default.removeItem(at: partial) }

    private func writing(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as CocoaError {
            let why = error.code == .fileWriteOutOfSpace ? "the disk is full" : "it may not be written there"
            throw Failure("\(target.path): the report can't be written (\(why)). Name another folder with --output.")
        }
    }
}
