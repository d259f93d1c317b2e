/// A small hash table for what one chunk adds, which stays in the nearest memory and is emptied for each.
struct NearTable<Key: FactKey, Value: Measure>: Sendable {
    /// The first ``count`` of them are in use; so are those of ``hashes``.
    private(set) var entries: [CountingTable<Key, Value>.Entry] = []
    /// The hash of each entry's key.
    private(set) var hashes: [UInt64] = []
    /// Room for a number beside each entry.
    var candidates: [UInt32] = []
    private(set) var count = 0
    /// Index of an entry plus one; 0 where the slot is free. A power of two long, at most half full.
    private var slots: [UInt16] = []

    /// Entries that it takes.
    private static var limit: Int { 1 << 10 }

    /// Empties it, and adds up values until all have been added or no more go in. Returns where the next one stands.
    @inline(__always)
    mutating func fill(
        from start: Int,
        to end: Int,
        seed: UInt64,
        key: (Int) -> Key,
        value: (Int) -> Value
    ) -> Int {
        if start == end { return end }
        if slots.isEmpty { allocate(key(start), value(start)) }
        // Taken out for the time, so that each has a span of its own.
        var (allSlots, allEntries, allHashes) = ([UInt16](), [CountingTable<Key, Value>.Entry](), [UInt64]())
        swap(&allSlots, &self.slots)
        swap(&allEntries, &self.entries)
        swap(&allHashes, &self.hashes)
        defer {
            swap(&allSlots, &self.slots)
            swap(&allEntries, &self.entries)
            swap(&allHashes, &self.hashes)
        }
        var slots = allSlots.mutableSpan
        var entries = allEntries.mutableSpan
        var hashes = allHashes.mutableSpan
        let mask = slots.count - 1
        for slot in slots.indices { slots[slot] = 0 }
        var count = 0
        var index = start
        while index < end, count < Self.limit {
            let key = key(index)
            let hash = key.hashBits(seed: seed)
            var slot = Int(truncatingIfNeeded: hash >> 32) & mask
            while true {
                let place = Int(slots[slot])
                if place == 0 {
                    entries[count] = CountingTable<Key, Value>.Entry(key: key, value: value(index))
                    hashes[count] = hash
                    count += 1
                    slots[slot] = UInt16(truncatingIfNeeded: count)
                    break
                }
                if entries[place - 1].key == key {
                    entries[place - 1].value += value(index)
                    break
                }
                slot = (slot + 1) & mask
            }
            index += 1
        }
        self.count = count
        return index
    }

    @inline(never)
    private mutating func allocate(_ key: Key, _ value: Value) {
        entries = Array(repeating: CountingTable<Key, Value>.Entry(key: key, value: value), count: Self.limit)
        hashes = Array(repeating: 0, count: Self.limit)
        candidates = Array(repeating: 0, count: Self.limit)
        slots = Array(repeating: 0, count: 2 * Self.limit)
    }
}
