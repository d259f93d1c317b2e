import Foundation
import GRDB
import Schemas
import Store

/// The numbered steps from an empty file to today's tables. The number stands in the file as `user_version`.
enum Schema {
    /// Marks the file as ours: "Ebb1" in ASCII.
    static let applicationID: Int32 = 0x4562_6231

    /// Refuses what is no store of ours, or a newer one.
    static func check(_ database: Database, path: String, steps: [String] = Schemas.sqlite) throws {
        guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
            throw foreign(path)
        }
        let number = try version(database)
        if number > steps.count {
            throw newer(path, number, steps: steps)
        }
        if number < steps.count {
            throw StoreError(
                .refused,
                "\(path) was written by an older ebb (schema \(number)). Run an ingest once to bring it up to date."
            )
        }
    }

    /// Makes the tables, or brings an older file to the newest schema after saving a copy beside it.
    static func upgrade(_ database: any DatabaseWriter, path: String, steps: [String] = Schemas.sqlite) throws {
        let (number, tables) = try database.read { database in
            (
                try version(database),
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            )
        }
        // Without tables too: what was written last may stand beside the file, or be lost.
        if number > steps.count { throw newer(path, number, steps: steps) }
        if tables > 0 {
            do {
                try database.read { try check($0, path: path, steps: steps) }
                return
            } catch let error as StoreError where error.code == .refused && number > 0 {
                try backUp(database, to: "\(path).schema-\(number)")
            }
        }
        try database.write { database in
            for step in steps[number...] { try database.execute(sql: step) }
            try database.execute(
                sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(steps.count)"
            )
        }
    }

    static func foreign(_ path: String) -> StoreError {
        StoreError(.notAStore, "\(path) is a SQLite file, but no store of ebb. Name another file with --store.")
    }

    static func newer(_ path: String, _ number: Int, steps: [String] = Schemas.sqlite) -> StoreError {
        StoreError(
            .newer,
            "\(path) was written by a newer ebb (schema \(number); this one knows \(steps.count)). Install that version."
        )
    }

    private static func version(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    private static func backUp(_ database: any DatabaseWriter, to path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try database.backup(to: DatabaseQueue(path: path))
    }
}
