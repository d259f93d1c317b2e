import GRDB
package import Store

extension SQLiteStore {
    /// All reads of the body run in one transaction: reading within reading takes the same connection.
    package func snapshot<Value>(timeLimit: Duration?, _ body: (any Store) throws -> Value) throws -> Value {
        do {
            return try database.read { database in
                try database.limited(to: timeLimit) { try body(self) }
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: database.path)
        }
    }

    package func version() throws(StoreError) -> Int64 {
        try read { try Int64.fetchOne($0.cachedStatement(sql: "SELECT number FROM version")) ?? 0 }
    }

    package var isBeingWritten: Bool { lock == nil && WriterLock.isHeld(for: database.path) }
}
