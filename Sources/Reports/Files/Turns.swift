import Synchronization

/// Whose turn it is: threads that share a list take one after the other of it.
package final class Turns: Sendable {
    private let next = Mutex(0)

    package init() {}

    /// The place of the next one of a list; nil when all are taken.
    func take(of count: Int) -> Int? {
        next.withLock { next in
            guard next < count else { return nil }
            defer { next += 1 }
            return next
        }
    }
}
