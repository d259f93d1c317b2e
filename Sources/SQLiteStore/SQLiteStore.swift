import Foundation
import GRDB
import Registry
package import Store
package import Traffic

/// A store in one SQLite file, in WAL mode: readers never wait for the writer, nor it for them.
package final class SQLiteStore: Store {
    let database: any DatabaseWriter
    /// Held as long as the store is open for writing, so that one ingest runs at a time.
    let lock: WriterLock?
    /// nil: everything is worked out anew.
    let memory: BlockMemory?
    private let wholes = WholeMemory()

    /// Opens a file for reading.
    ///
    /// - Parameter memory: remembers what was worked out, for one who asks again and again.
    package init(reading path: String, memory: BlockMemory? = nil) throws(StoreError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError(
                .failed,
                "There is no store at \(path). Make one with: ebb ingest --store sqlite:\(path) LOG…"
            )
        }
        try StoreFile.check(path)
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(30)
        lock = nil
        self.memory = memory
        do throws(StoreError) {
            database = try atStore(path) {
                let pool = try DatabasePool(path: path, configuration: configuration)
                try pool.read { try Schema.check($0, path: path) }
                return pool
            }
        } catch {
            guard error.code == .noPermission else { throw error }
            throw StoreError(
                .noPermission,
                "\(path) can't be read: SQLite keeps an index beside the file, and this user may not read the file or "
                    + "write in its folder. Run as its owner, or copy the file to a folder of your own."
            )
        }
    }

    /// Opens a file for writing; makes it where it is missing, and brings it to the newest schema where it is older.
    ///
    /// - Parameters:
    ///   - patience: how long to wait for another writer, in seconds.
    ///   - waiting: called once, with the other writer's name, when waiting begins.
    package init(
        writing path: String,
        patience: Double = 30,
        waiting: (String) -> Void = { _ in }
    ) throws(StoreError) {
        try StoreFile.check(path)
        memory = nil
        lock = try WriterLock(for: path, patience: patience, waiting: waiting)
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { database in
            // The cache, in kB, holds what a day writes, so that no page is written twice.
            try database.execute(
                sql: """
                    PRAGMA cache_size = -65536;
                    PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY
                    """
            )
        }
        database = try atStore(path) {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try Schema.upgrade(pool, path: path)
            return pool
        }
    }

    /// Moves what was written from the log of writes into the one file, as far as no reader needs it: a process that ends
    /// may leave the log beside the file.
    package func gather() throws(StoreError) {
        try atStore(database.path) { _ = try database.writeWithoutTransaction { try $0.checkpoint(.passive) } }
    }

    /// Within ``snapshot(timeLimit:_:)``, on its connection.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try atStore(database.path) { try database.unsafeReentrantRead(body) }
    }

    /// Reads a table that every answer needs whole.
    func remembered<Value: Sendable>(
        _ table: WholeMemory.Table,
        _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        guard memory != nil else { return try read(body) }
        return try wholes.table(table, at: version()) { () throws(StoreError) in try read(body) }
    }

    /// Writes what an answer may show.
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        try atStore(database.path) {
            try database.write { database in
                let value = try body(database)
                try database.execute(sql: "UPDATE version SET number = number + 1")
                return value
            }
        }
    }

    package func days() throws(StoreError) -> ClosedRange<Int32>? {
        try read { database in
            // Two questions, each for one end of the key: as one, SQLite reads the whole table.
            let sql = "SELECT (SELECT min(day) FROM images), (SELECT max(day) FROM images)"
            let row = try Row.fetchOne(database.cachedStatement(sql: sql))
            guard let first: Int32 = row?[0], let last: Int32 = row?[1] else { return nil }
            return first...last
        }
    }

    package func daysWithoutSessions(among days: ClosedRange<Int32>) throws(StoreError) -> [Int32] {
        try read { database in
            let sql = "SELECT day FROM day WHERE day BETWEEN ? AND ? AND NOT has_sessions ORDER BY day"
            let ends = StatementArguments([days.lowerBound, days.upperBound])
            return try Int32.fetchAll(database.cachedStatement(sql: sql), arguments: ends)
        }
    }

    package func sites() throws(StoreError) -> [(id: Int64, name: SiteName)] {
        try remembered(.sites) { database in
            try Row.fetchAll(database, sql: "SELECT * FROM site").compactMap { row in
                guard let vantage = Vantage(rawValue: row["vantage"]) else { return nil }
                let name = SiteName(
                    host: row["host"],
                    pathPrefix: row["path_prefix"],
                    repositoryPrefix: row["repository_prefix"],
                    vantage: vantage
                )
                return (row["id"], name)
            }
        }
    }

    package func agents() throws(StoreError) -> [Int64: String] { try names("agent") }
    package func repositories() throws(StoreError) -> [Int64: String] { try names("repository") }
    package func tags() throws(StoreError) -> [Int64: String] { try names("tag") }

    private func names(_ table: String) throws(StoreError) -> [Int64: String] {
        try remembered(.names(table)) { database in
            // As bytes: as a text, a name would end at its first NUL.
            let rows = try Row.fetchAll(database, sql: "SELECT id, CAST(name AS BLOB) FROM \(table)")
            return Dictionary(
                uniqueKeysWithValues: rows.map { ($0[0], String(decoding: $0[1] as Data, as: UTF8.self)) }
            )
        }
    }

    package func text(_ key: TextKey) throws(StoreError) -> String? {
        try read { database in
            let statement = try database.cachedStatement(sql: "SELECT value FROM text WHERE key = ?")
            return try String.fetchOne(statement, arguments: [key.name])
        }
    }

    package func setText(_ key: TextKey, _ text: String) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: "INSERT INTO text VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                arguments: [key.name, text]
            )
        }
    }
}
