import Foundation
import GRDB
import Schemas
import Store

/// Looks at a file's first bytes before SQLite does, so that nothing is left beside a file that is not ours.
enum StoreFile {
    /// Refuses a folder, a file that is no store, and a newer store, without touching them. A missing or an empty file may become a store.
    ///
    /// https://www.sqlite.org/fileformat.html#the_database_header
    static func check(_ path: String) throws(StoreError) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: target)
        if attributes?[.type] as? FileAttributeType == .typeDirectory {
            throw StoreError(
                .notAStore,
                "\(path) is a folder. Name a file in it, for instance --store sqlite:\(path)/ebb.sqlite."
            )
        }
        guard let file = FileHandle(forReadingAtPath: path),
            let header = try? file.read(upToCount: 100), !header.isEmpty
        else { return }
        guard header.starts(with: "SQLite format 3\0".utf8) else {
            throw StoreError(.notAStore, "\(path) is no SQLite file. Name another file with --store.")
        }
        func number(at byte: Int) -> UInt32 { header.dropFirst(byte).prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
        // A schema cookie of zero: there were never tables, so the file may be a store whose making was cut short.
        if number(at: 40) != 0, number(at: 68) != UInt32(Schema.applicationID), hasTables(path) {
            throw Schema.foreign(path)
        }
        if number(at: 68) == UInt32(Schema.applicationID), number(at: 60) > Schemas.sqlite.count {
            throw Schema.newer(path, Int(number(at: 60)))
        }
    }

    private static func hasTables(_ path: String) -> Bool {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let tables = try? DatabaseQueue(path: path, configuration: configuration).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master")
        }
        return tables != 0
    }
}
