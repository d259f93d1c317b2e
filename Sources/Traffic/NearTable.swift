/// A small hash table for the values of one chunk, which stays in the nearest memory and is emptied for each.
struct NearTable<Key: FactKey, Value: Measure>: Sendable {
    private(set) var entries: [CountingTable<Key, Value>.Entry] = []
    /// The hash of each entry's key.
    private(set) var hashes: [UInt64] = []
    /// Room for a number beside each entry.
    var candidates: [UInt32] = []
    /// Index of an entry plus one; 0 where the slot is free. A power of two long, at most half full.
    private var slots: [UInt16] = []

    var count: Int { entries.count }

    /// Values that may be added before it is emptied.
    static var limit: Int { 1 << 14 }

    @inline(__always)
    mutating func add(_ key: Key, _ value: Value, seed: UInt64) {
        if entries.count * 2 >= slots.count { grow() }
        let hash = key.hashBits(seed: seed)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 32) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if entries[index].key == key {
                entries[index].value += value
                return
            }
            slot = (slot + 1) & mask
        }
        entries.append(CountingTable.Entry(key: key, value: value))
        hashes.append(hash)
        candidates.append(0)
        slots[slot] = UInt16(entries.count)
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
        for index in slots.indices { slots[index] = 0 }
    }

    @inline(never)
    private mutating func grow() {
        slots = [UInt16](repeating: 0, count: max(1 << 10, slots.count * 2))
        let mask = slots.count - 1
        for index in entries.indices {
            var slot = Int(truncatingIfNeeded: hashes[index] >> 32) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt16(index + 1)
        }
    }
}
