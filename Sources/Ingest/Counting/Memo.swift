/// What was worked out for runs of bytes, found again by their hash.
///
/// It keeps no run, only its hash of 128 bits: one look at the memory finds what one run means, and long runs take no more
/// room than short ones. Two runs of a million have the same hash once in 10²⁶ processes, and none can be written that
/// have, since hashes hang on a number that each process draws. Its contents can be worked out again, so it may be emptied.
package struct Memo<Value: BitwiseCopyable & Sendable>: Sendable {
    private struct Slot: BitwiseCopyable {
        var hash: RunHash
        var value: Value
    }

    /// A power of two long, at most half full; those free hold ``RunHash/none``.
    private var slots: [Slot] = []
    package private(set) var count = 0

    package init() {}

    /// Bytes that it takes up.
    package var size: Int { slots.count * MemoryLayout<Slot>.stride }

    /// What was worked out for the run of this hash; nil where nothing was.
    @inline(__always)
    package func value(of hash: RunHash) -> Value? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash.low) & mask
        while slots[index].hash != .none {
            if slots[index].hash == hash { return slots[index].value }
            index = (index + 1) & mask
        }
        return nil
    }

    /// Remembers a value for a hash that has none.
    package mutating func insert(_ value: Value, for hash: RunHash) {
        if count * 2 >= slots.count { grow(filling: Slot(hash: .none, value: value)) }
        place(Slot(hash: hash, value: value))
        count += 1
    }

    private mutating func grow(filling free: Slot) {
        let old = slots
        slots = Array(repeating: free, count: max(64, old.count * 2))
        for slot in old where slot.hash != .none { place(slot) }
    }

    private mutating func place(_ slot: Slot) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: slot.hash.low) & mask
        while slots[index].hash != .none { index = (index + 1) & mask }
        slots[index] = slot
    }
}
