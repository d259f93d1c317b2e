import GRDB
import GRDBSQLite

extension Database {
    /// Runs a piece of work during which statements end with `SQLITE_INTERRUPT` once the time is over.
    ///
    /// https://sqlite.org/c3ref/progress_handler.html
    func limited<Value>(to time: Duration?, _ body: () throws -> Value) rethrows -> Value {
        guard let time else { return try body() }
        let deadline = Deadline(ContinuousClock.now + time)
        // Unsafe: SQLite gets a borrowed pointer; the handler is taken away again before the deadline is let go.
        unsafe sqlite3_progress_handler(
            sqliteConnection,
            20_000,
            { pointer in
                guard let pointer = unsafe pointer else { return 0 }
                return unsafe Unmanaged<Deadline>.fromOpaque(pointer).takeUnretainedValue().isOver ? 1 : 0
            },
            Unmanaged.passUnretained(deadline).toOpaque()
        )
        defer {
            unsafe sqlite3_progress_handler(sqliteConnection, 0, nil, nil)
            withExtendedLifetime(deadline) {}
        }
        return try body()
    }
}

private final class Deadline: Sendable {
    private let time: ContinuousClock.Instant

    init(_ time: ContinuousClock.Instant) {
        self.time = time
    }

    var isOver: Bool { ContinuousClock.now > time }
}
