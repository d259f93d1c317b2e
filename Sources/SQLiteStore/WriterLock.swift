import Foundation
import Store

/// One writer at a time: a lock on a file beside the store, which the system lifts when its holder ends, however it ends.
final class WriterLock: Sendable {
    private let file: FileHandle

    init(for store: String, patience: Double, waiting: (String) -> Void) throws(StoreError) {
        let path = store + ".lock"
        let manager = FileManager.default
        if !manager.fileExists(atPath: path) {
            guard manager.createFile(atPath: path, contents: nil) else {
                throw StoreError(
                    .noPermission,
                    "\(path) can't be written: check that its folder exists, has room and may be written, or name "
                        + "another file with --store."
                )
            }
        }
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            throw StoreError(
                .noPermission,
                "\(path) may not be written. Check its owner, or name another file with --store."
            )
        }
        let end = Date(timeIntervalSinceNow: patience)
        var told = false
        while flock(file.fileDescriptor, LOCK_EX | LOCK_NB) != 0 {
            // Empty for a moment: the lock is taken, then its holder written down.
            let note = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            let holder = note.isEmpty ? "another process" : note
            if !told {
                waiting(holder)
                told = true
            }
            guard Date() < end else {
                throw StoreError(
                    .busy,
                    "\(store) is held by \(holder). Waited \(Int(patience)) seconds; run again when it has ended."
                )
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
        self.file = file
        let process = ProcessInfo.processInfo
        let note = "process \(process.processIdentifier) on \(process.hostName), since \(Date().ISO8601Format())"
        do {
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(note.utf8))
        } catch {
            throw StoreError(.diskFull, "\(path) can't be written: \(error.localizedDescription)")
        }
    }

    /// Whether a writer holds the lock just now.
    static func isHeld(for store: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: store + ".lock") else { return false }
        defer { try? file.close() }
        // Shared, and given back at once: a writer that asks in this moment asks again.
        return flock(file.fileDescriptor, LOCK_SH | LOCK_NB) != 0
    }

    deinit {
        try? file.truncate(atOffset: 0)
        try? file.close()
    }
}
