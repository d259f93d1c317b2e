import GRDB
import Store

/// Runs a piece of work on a file, and says in our words what SQLite says in its own.
func atStore<Value>(_ path: String, _ body: () throws -> Value) throws(StoreError) -> Value {
    do {
        return try body()
    } catch let error as StoreError {
        throw error
    } catch let error as DatabaseError {
        throw StoreError(error, path: path)
    } catch {
        throw StoreError(.failed, "\(path): \(error)")
    }
}

extension StoreError {
    init(_ error: DatabaseError, path: String) {
        let saying = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(.diskFull, "The disk that holds \(path) is full. Make room and run the same command again.")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
            self.init(
                .noPermission,
                "\(path) can't be opened or written (\(saying)). Check the folder and its permissions, or name another "
                    + "file with --store."
            )
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                .notAStore,
                "\(path) is no SQLite file, or a damaged one (\(saying)). Name another file with --store."
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "\(path) is held by another program (\(saying)). Try again when it has ended.")
        case .SQLITE_INTERRUPT:
            self.init(.timedOut, "The question took too long. Ask for fewer days, or for one endpoint.")
        case .SQLITE_IOERR:
            self.init(
                .diskFull,
                "\(path) could not be read or written (\(saying)). Is its disk full? Make room and run the command again."
            )
        default:
            self.init(.failed, "\(path): \(saying)")
        }
    }
}
