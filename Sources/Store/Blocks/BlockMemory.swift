import Registry
import Synchronization

/// Something that is worked out of a run of days, and adds up over runs.
package protocol Summable: Sendable {
    mutating func merge(_ other: Self)
    /// Lets go of what is not needed to keep it.
    mutating func pack()
    /// About how many bytes it takes.
    var size: Int { get }
}

/// What a remembered value is an answer to.
package enum BlockKey: Hashable, Sendable {
    /// The days of the query do not matter.
    case sums(SumQuery)
    case settlement(SettlementRule)
    case settledImages(SettlementRule)
    /// By client and repository; pulls are counted at some of the rule's current endpoints.
    case settledUses(SettlementRule, counts: [Bool])
    /// Of the sites of the current endpoints that pulls are counted at.
    case followers(sites: [Int64], definition: PullDefinition)
    /// At the endpoints of the way's role, by their sites.
    case usedDays(UsedDays.Way, sites: [Int64])
    case imageWays(ImageWaysRule)
    /// Of each endpoint, by its sites.
    case dailyClients(sites: [[Int64]])
}

/// Remembers what was worked out of blocks of days as long as nothing is written into them: an ingest changes the newest
/// days, and the answers over a year are put together from the rest.
package final class BlockMemory: Sendable {
    private let state = Mutex(State())
    /// Bytes.
    private let limit: Int

    private struct Place: Hashable {
        var key: BlockKey
        var block: DayBlock
    }

    private struct Entry {
        var value: any Summable
        /// The state of the block's days that it was worked out of.
        var stamp: Int64
        var size: Int
        var usedAt: Int
    }

    private struct State {
        var entries: [Place: Entry] = [:]
        var size = 0
        var clock = 0
    }

    /// - Parameter limit: bytes that remembered values may take; those unused for the longest time go first.
    package init(limit: Int) {
        self.limit = limit
    }

    func value<Value: Summable>(_ type: Value.Type, of key: BlockKey, in block: DayBlock, stamp: Int64) -> Value? {
        state.withLock { state in
            let place = Place(key: key, block: block)
            guard let entry = state.entries[place], entry.stamp == stamp, let value = entry.value as? Value else {
                return nil
            }
            state.clock += 1
            state.entries[place]?.usedAt = state.clock
            return value
        }
    }

    func remember(_ value: some Summable, of key: BlockKey, in block: DayBlock, stamp: Int64) {
        let size = value.size + 500
        guard size <= limit / 4 else { return }
        state.withLock { state in
            state.clock += 1
            let place = Place(key: key, block: block)
            let entry = Entry(value: value, stamp: stamp, size: size, usedAt: state.clock)
            state.size += size - (state.entries.updateValue(entry, forKey: place)?.size ?? 0)
            if state.size > limit { Self.shrink(&state, to: limit / 4 * 3) }
        }
    }

    private static func shrink(_ state: inout State, to limit: Int) {
        for (place, entry) in state.entries.sorted(by: { $0.value.usedAt < $1.value.usedAt }) {
            guard state.size > limit else { return }
            state.entries[place] = nil
            state.size -= entry.size
        }
    }
}
