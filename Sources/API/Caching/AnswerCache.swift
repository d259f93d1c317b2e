import NIOCore
import Synchronization

/// Keeps entities as long as the store does not change, and makes each one once however many ask for it.
///
/// An entity belongs to one version of the store. While an ingest writes, versions follow each other fast: then the
/// last entity is given out although the store has moved on, at most ``oldest`` behind, and a new one is made
/// meanwhile. Once no ingest runs, nothing older than the store is given out.
package final class AnswerCache: Sendable {
    /// An entity and the version of the store that it was made of.
    package struct Made: Sendable {
        package var entity: Entity
        package var version: Int64

        package init(entity: Entity, version: Int64) {
            self.entity = entity
            self.version = version
        }
    }

    package enum Result: String, Sendable, CaseIterable {
        /// Made before, of this version.
        case hit
        /// Made now.
        case miss
        /// Made before, of an earlier version, while an ingest writes.
        case stale
    }

    private struct Kept {
        var made: Made
        /// When the store was last seen at this version.
        var confirmed: ContinuousClock.Instant
        var lastUse: UInt64
    }

    private struct State {
        var kept: [CacheKey: Kept] = [:]
        var flights: [CacheKey: Task<Made, any Error>] = [:]
        var bytes = 0
        var uses: UInt64 = 0
    }

    private enum Step {
        case give(Made, Result, age: Duration?)
        case wait(Task<Made, any Error>)
    }

    /// How far behind the store an entity is before a new one is made while an ingest writes: each of its commits would
    /// make all of them old.
    static let pause = Duration.seconds(2)
    /// How far behind the store an entity may be while an ingest writes.
    static let oldest = Duration.seconds(10)
    /// What an entity takes beside its bytes, roughly.
    private static let overhead = 1_024

    private let state = Mutex(State())
    private let limit: Int
    private let now: @Sendable () -> ContinuousClock.Instant

    /// - Parameters:
    ///   - limit: bytes that all entities may take together.
    ///   - now: the clock.
    package init(limit: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.limit = limit
        self.now = now
    }

    /// The entity of a question, and how long it has been behind the store where it is.
    ///
    /// - Parameters:
    ///   - version: the store's, looked up after the question came in.
    ///   - isBeingWritten: whether an ingest holds the store.
    ///   - make: makes the entity anew, of the store as it is then.
    package func entity(
        for key: CacheKey,
        version: Int64,
        isBeingWritten: Bool,
        make: @escaping @Sendable () async throws -> Made
    ) async throws -> (entity: Entity, result: Result, age: Duration?) {
        while true {
            switch step(for: key, version: version, isBeingWritten: isBeingWritten, make: make) {
            case .give(let made, let result, let age): return (made.entity, result, age)
            case .wait(let flight):
                let made = try await flight.value
                // What others had asked for may have begun before a change that this asker knows of.
                if made.version >= version { return (made.entity, .miss, nil) }
            }
        }
    }

    private func step(
        for key: CacheKey,
        version: Int64,
        isBeingWritten: Bool,
        make: @escaping @Sendable () async throws -> Made
    ) -> Step {
        let now = now()
        return state.withLock { state in
            state.uses += 1
            if let kept = state.kept[key] {
                state.kept[key]?.lastUse = state.uses
                if kept.made.version >= version {
                    state.kept[key]?.confirmed = now
                    return .give(kept.made, .hit, age: nil)
                }
                let age = now - kept.confirmed
                if isBeingWritten, age <= Self.oldest {
                    if age >= Self.pause, state.flights[key] == nil { state.flights[key] = fly(key, make) }
                    return .give(kept.made, .stale, age: age)
                }
            }
            if let flight = state.flights[key] { return .wait(flight) }
            let flight = fly(key, make)
            state.flights[key] = flight
            return .wait(flight)
        }
    }

    /// Makes an entity. It goes on when its askers have gone.
    private func fly(_ key: CacheKey, _ make: @escaping @Sendable () async throws -> Made) -> Task<Made, any Error> {
        Task {
            do {
                let made = try await make()
                land(key, made)
                return made
            } catch {
                land(key, nil)
                throw error
            }
        }
    }

    private func land(_ key: CacheKey, _ made: Made?) {
        let now = now()
        state.withLock { state in
            state.flights[key] = nil
            guard let made else { return }
            let size = Self.size(made)
            // One entity may not drive all others out.
            guard size <= limit / 4 else { return }
            if let old = state.kept[key] { state.bytes -= Self.size(old.made) }
            state.uses += 1
            state.kept[key] = Kept(made: made, confirmed: now, lastUse: state.uses)
            state.bytes += size
            if state.bytes > limit { Self.shrink(&state, to: limit / 4 * 3) }
        }
    }

    /// Lets go what was not used for the longest time.
    private static func shrink(_ state: inout State, to size: Int) {
        for (key, kept) in state.kept.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
            guard state.bytes > size else { return }
            state.kept[key] = nil
            state.bytes -= Self.size(kept.made)
        }
    }

    private static func size(_ made: Made) -> Int { made.entity.bytes.readableBytes + overhead }
}
