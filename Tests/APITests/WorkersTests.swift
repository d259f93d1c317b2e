import API
import HTTPTypes
import NIOConcurrencyHelpers
import Testing

struct WorkersTests {
    @Test(.timeLimit(.minutes(1))) func noMoreWaitThanMay() async throws {
        let workers = Workers(threads: 1, waiting: 2)
        let door = ConditionLock(value: 0)
        let answered = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do {
                        return try await workers.run {
                            door.lock(whenValue: 1)
                            door.unlock()
                            return true
                        }
                    } catch {
                        return (error as? Problem)?.headers[.retryAfter] == nil
                    }
                }
            }
            // While the door is shut, those that find no room are the only ones to come back.
            for _ in 0..<7 { #expect(await group.next() == false) }
            door.lock()
            door.unlock(withValue: 1)
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(answered == 3)
        #expect(try await workers.run { 7 } == 7)
        await workers.end()
    }
}
