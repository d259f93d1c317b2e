import NIOPosix
import Synchronization

/// A few threads for work that blocks, and a short queue before them.
package final class Workers: Sendable {
    /// How long a question may take, and how long it may wait before.
    static let timeLimit = Duration.seconds(10)

    private let pool: NIOThreadPool
    private let most: Int
    private let busy = Mutex(0)

    /// - Parameters:
    ///   - threads: questions that are answered at a time.
    ///   - waiting: questions that may wait beside them.
    package init(threads: Int, waiting: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        most = threads + waiting
        pool.start()
    }

    /// Runs a piece of work on one of the threads; a `Problem` where too much waits already.
    package func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard busy.withLock({ busy in enter(&busy) }) else { throw Problem.busy }
        defer { busy.withLock { $0 -= 1 } }
        let begin = ContinuousClock.now
        return try await pool.runIfActive {
            guard ContinuousClock.now - begin < Self.timeLimit else { throw Problem.busy }
            return try work()
        }
    }

    private func enter(_ busy: inout Int) -> Bool {
        guard busy < most else { return false }
        busy += 1
        return true
    }

    package func end() async {
        // Fails only for the pool that NIO itself shares.
        try? await pool.shutdownGracefully()
    }
}
