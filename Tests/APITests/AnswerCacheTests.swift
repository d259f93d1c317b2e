import API
import NIOCore
import Registry
import Store
import Synchronization
import Testing

struct AnswerCacheTests {
    /// Makes entities of a version that a test sets, counts them, and waits where it is told to.
    private final class Maker: Sendable {
        let version = Mutex(Int64(1))
        let made = Mutex(0)
        private let barrier: Barrier?

        init(behind barrier: Barrier? = nil) {
            self.barrier = barrier
        }

        var count: Int { made.withLock(\.self) }

        @Sendable func make() async throws -> AnswerCache.Made {
            let version = version.withLock(\.self)
            made.withLock { $0 += 1 }
            await barrier?.wait()
            return .init(entity: Entity("of \(version)", "text/plain"), version: version)
        }
    }

    /// Lets nobody pass until it is opened.
    private actor Barrier {
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func wait() async {
            guard !isOpen else { return }
            await withCheckedContinuation { waiting.append($0) }
        }

        func open() {
            isOpen = true
            for continuation in waiting { continuation.resume() }
        }
    }

    private final class Clock: Sendable {
        private let time = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { time.withLock(\.self) }

        func pass(_ duration: Duration) { time.withLock { $0 += duration } }
    }

    private let key = CacheKey(question: .metrics, seesClients: false)
    private let clock = Clock()

    private func cache(limit: Int = 1 << 20) -> AnswerCache {
        AnswerCache(limit: limit) { [clock] in clock.now }
    }

    @Test func oneIsMadeHoweverManyAsk() async throws {
        let cache = cache()
        let barrier = Barrier()
        let maker = Maker(behind: barrier)
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let answer = try await cache.entity(for: key, version: 1, isBeingWritten: false, make: maker.make)
                    return String(buffer: answer.entity.bytes)
                }
            }
            while maker.count == 0 { await Task.yield() }
            await barrier.open()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(texts == Array(repeating: "of 1", count: 100))
        #expect(maker.count == 1)
    }

    @Test func itHoldsForOneVersion() async throws {
        let cache = cache()
        let maker = Maker()
        for (version, result, count) in [(1, AnswerCache.Result.miss, 1), (1, .hit, 1), (2, .miss, 2), (2, .hit, 2)] {
            maker.version.withLock { $0 = Int64(version) }
            let answer = try await cache.entity(
                for: key,
                version: Int64(version),
                isBeingWritten: false,
                make: maker.make
            )
            #expect(answer.result == result && maker.count == count && answer.age == nil)
            #expect(String(buffer: answer.entity.bytes) == "of \(version)")
        }
    }

    @Test func otherAskersHaveTheirOwn() async throws {
        let cache = cache()
        let maker = Maker()
        var query = Query(.images)
        for seesClients in [false, true] {
            for limit in [1, 2] {
                query.limit = limit
                for representation in Representation.allCases {
                    let key = CacheKey(question: .answer(query, representation), seesClients: seesClients)
                    _ = try await cache.entity(for: key, version: 1, isBeingWritten: false, make: maker.make)
                }
            }
        }
        #expect(maker.count == 12)
    }

    /// The second asker knows of a change that came after the first one's question had begun.
    @Test func whoKnowsOfAChangeGetsNothingOlder() async throws {
        let cache = cache()
        let barrier = Barrier()
        let maker = Maker(behind: barrier)
        async let first = cache.entity(for: key, version: 1, isBeingWritten: false, make: maker.make)
        while maker.count == 0 { await Task.yield() }
        maker.version.withLock { $0 = 2 }
        async let second = cache.entity(for: key, version: 2, isBeingWritten: false, make: maker.make)
        await barrier.open()
        #expect(String(buffer: try await first.entity.bytes) == "of 1")
        #expect(String(buffer: try await second.entity.bytes) == "of 2")
    }

    @Test func whileAnIngestWritesTheLastOneWillDo() async throws {
        let cache = cache()
        let maker = Maker()
        _ = try await cache.entity(for: key, version: 1, isBeingWritten: true, make: maker.make)
        clock.pass(.seconds(100))
        let confirmed = try await cache.entity(for: key, version: 1, isBeingWritten: true, make: maker.make)
        #expect(confirmed.result == .hit)
        clock.pass(.seconds(4))
        maker.version.withLock { $0 = 2 }
        let stale = try await cache.entity(for: key, version: 2, isBeingWritten: true, make: maker.make)
        #expect(stale.result == .stale && stale.age == .seconds(4))
        #expect(String(buffer: stale.entity.bytes) == "of 1")
        // A new one is made behind it.
        var fresh = stale
        while fresh.result == .stale {
            await Task.yield()
            fresh = try await cache.entity(for: key, version: 2, isBeingWritten: true, make: maker.make)
        }
        #expect(fresh.result == .hit && String(buffer: fresh.entity.bytes) == "of 2")
        #expect(maker.count == 2)
    }

    @Test func notEveryCommitMakesANewOne() async throws {
        let cache = cache()
        let maker = Maker()
        _ = try await cache.entity(for: key, version: 1, isBeingWritten: true, make: maker.make)
        clock.pass(.milliseconds(1_999))
        for version in 2...5 {
            let stale = try await cache.entity(
                for: key,
                version: Int64(version),
                isBeingWritten: true,
                make: maker.make
            )
            #expect(stale.result == .stale)
        }
        maker.version.withLock { $0 = 6 }
        // What had been started behind the answers would be waited for here, and be of an earlier version.
        let fresh = try await cache.entity(for: key, version: 6, isBeingWritten: false, make: maker.make)
        #expect(fresh.result == .miss && maker.count == 2)
    }

    @Test(arguments: [(Duration.seconds(10), AnswerCache.Result.stale), (.milliseconds(10_001), .miss)])
    func nothingIsTooFarBehind(after duration: Duration, _ result: AnswerCache.Result) async throws {
        let cache = cache()
        let maker = Maker()
        _ = try await cache.entity(for: key, version: 1, isBeingWritten: true, make: maker.make)
        clock.pass(duration)
        maker.version.withLock { $0 = 2 }
        let later = try await cache.entity(for: key, version: 2, isBeingWritten: true, make: maker.make)
        #expect(later.result == result)
    }

    @Test func onceNoIngestRunsNothingIsBehind() async throws {
        let cache = cache()
        let maker = Maker()
        _ = try await cache.entity(for: key, version: 1, isBeingWritten: true, make: maker.make)
        maker.version.withLock { $0 = 2 }
        let later = try await cache.entity(for: key, version: 2, isBeingWritten: false, make: maker.make)
        #expect(later.result == .miss && String(buffer: later.entity.bytes) == "of 2")
    }

    @Test func errorsAreNotKept() async throws {
        let cache = cache()
        await #expect(throws: QueryError.self) {
            try await cache.entity(for: key, version: 1, isBeingWritten: false) { throw QueryError("no") }
        }
        let maker = Maker()
        let later = try await cache.entity(for: key, version: 1, isBeingWritten: false, make: maker.make)
        #expect(later.result == .miss)
    }

    @Test func whatWasNotUsedForLongestGoes() async throws {
        let cache = cache(limit: 64_000)
        let text = String(repeating: "a", count: 9_000)
        func result(_ number: Int) async throws -> AnswerCache.Result {
            var query = Query(.images)
            query.limit = number
            let key = CacheKey(question: .answer(query, .json), seesClients: false)
            return try await cache.entity(for: key, version: 1, isBeingWritten: false) {
                .init(entity: Entity(text, "text/plain"), version: 1)
            }.result
        }
        for number in 0..<6 { #expect(try await result(number) == .miss) }
        #expect(try await result(0) == .hit)
        #expect(try await result(6) == .miss, "now there is too much")
        #expect(try await result(0) == .hit)
        #expect(try await result(6) == .hit)
        #expect(try await result(1) == .miss)
    }

    @Test func oneAnswerDrivesNotAllOthersOut() async throws {
        let cache = cache(limit: 64_000)
        for _ in 0..<2 {
            let answer = try await cache.entity(for: key, version: 1, isBeingWritten: false) {
                .init(entity: Entity(String(repeating: "a", count: 20_000), "text/plain"), version: 1)
            }
            #expect(answer.result == .miss)
        }
    }
}
