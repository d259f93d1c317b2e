import Foundation
import SQLiteStore
import Store

/// The stores that are held to the same rules and must give the same answers.
enum StoreKind: CaseIterable {
    case memory, sqlite

    /// Hands a new, empty store to a piece of work, and takes away what it leaves.
    func withStore<Value>(_ work: (any Store) throws -> Value) throws -> Value {
        switch self {
        case .memory: return try work(MemoryStore())
        case .sqlite:
            return try withFolder { folder in try work(SQLiteStore(writing: folder.appending(path: "ebb.sqlite").path))
            }
        }
    }
}

/// Hands a new folder to a piece of work, and takes it away afterwards.
func withFolder<Value>(_ work: (URL) throws -> Value) throws -> Value {
    let folder = URL.temporaryDirectory.appending(path: "ebb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try work(folder)
}
