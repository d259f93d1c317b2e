import Store
import Synchronization

/// What threads share that make one report: the answers that several files need, and whose turn it is.
package final class SharedWork: Sendable {
    private let answers = Mutex<[Query: Answer]>([:])
    private let next = Mutex(0)

    package init() {}

    /// Asks once. Of single images nobody asks twice, but for which days there are.
    func answer(_ query: Query, _ ask: (Query) throws -> Answer) rethrows -> Answer {
        if query.repository != nil { return try ask(query) }
        if let known = answers.withLock({ $0[query] }) { return known }
        let answer = try ask(query)
        answers.withLock { $0[query] = answer }
        return answer
    }

    /// The place of the next one of a list; nil when all are taken.
    func takeTurn(of count: Int) -> Int? {
        next.withLock { next in
            guard next < count else { return nil }
            defer { next += 1 }
            return next
        }
    }
}
