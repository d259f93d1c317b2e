/// Numbers for runs of bytes, in the order in which they came first.
///
/// It keeps a copy of each run. It is a cache: what it numbers can be worked out again, so it may be emptied.
package struct ByteInterner {
    private struct Entry: BitwiseCopyable {
        var hash: UInt64
        var seed: UInt64
        var start: Int
        var count: Int
    }

    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    /// Index of an entry plus one; 0 where the slot is free. A power of two long, at most half full.
    private var slots = [UInt32](repeating: 0, count: 256)

    package var count: Int { entries.count }

    package init() {}

    /// The number of a run under a seed; ``count`` as it was before if it is new.
    package mutating func number(_ run: Span<UInt8>, seed: UInt64 = 0) -> Int {
        let hash = hashBytes(run, seed: seed)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            let entry = entries[index]
            let known = bytes.span.extracting(entry.start..<entry.start + entry.count)
            if entry.hash == hash, entry.seed == seed, equalBytes(known, run) {
                return index
            }
            slot = (slot + 1) & mask
        }
        entries.append(Entry(hash: hash, seed: seed, start: bytes.count, count: run.count))
        for index in run.indices { bytes.append(run[index]) }
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { grow() }
        return entries.count - 1
    }

    package mutating func removeAll() {
        self = ByteInterner()
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash ^ entry.hash >> 32) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}
