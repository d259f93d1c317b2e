/// A hash table that adds up: open addressing over one dense array of entries.
///
/// Entries stand in the order in which their keys came first, and are never removed. Their places in the slots hang on a
/// number drawn anew for each process, so nobody can write log lines that all fall on one place.
package struct CountingTable<Key: FactKey, Value: Measure>: Sendable {
    /// A key and what was added up for it: side by side, so that both come with one look at the memory.
    package struct Entry: BitwiseCopyable, Sendable {
        package var key: Key
        package var value: Value
    }

    package private(set) var entries: [Entry] = []
    /// Index of an entry plus one; 0 where the slot is free. A power of two long, at most half full.
    private var slots = [UInt32](repeating: 0, count: 64)
    private let seed = TableSeed.ofProcess
    /// What one chunk adds; empty between chunks.
    private var near = NearTable<Key, Value>()

    package init() {}

    package var count: Int { entries.count }
    package var keys: [Key] { entries.map(\.key) }
    package var values: [Value] { entries.map(\.value) }

    /// Bytes that it takes up.
    package var size: Int { entries.capacity * MemoryLayout<Entry>.stride + slots.count * 4 }

    /// Adds a value to what stands under the key.
    @inline(__always)
    package mutating func add(_ key: Key, _ value: Value) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key.hashBits(seed: seed)) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if entries[index].key == key {
                entries[index].value += value
                return
            }
            slot = (slot + 1) & mask
        }
        insert(Entry(key: key, value: value), at: slot)
    }

    /// Adds the values of one chunk to what stands under their keys. They are added up among themselves first: in a chunk
    /// the same keys come again and again, and what fits the nearest memory costs a tenth of a look at the whole table.
    ///
    /// - Parameters:
    ///   - count: how many values there are.
    ///   - key: the key at an index.
    ///   - value: the value at an index.
    @inline(__always)
    package mutating func add(_ count: Int, key: (Int) -> Key, value: (Int) -> Value) {
        for start in stride(from: 0, to: count, by: NearTable<Key, Value>.limit) {
            for index in start..<min(start + NearTable<Key, Value>.limit, count) {
                near.add(key(index), value(index), seed: seed)
            }
            addNear()
        }
    }

    /// Adds what is near to the whole.
    private mutating func addNear() {
        // In a pass of its own, so that the looks at the memory wait for nothing and overlap.
        let mask = slots.count - 1
        for index in 0..<near.count {
            near.candidates[index] = slots[Int(truncatingIfNeeded: near.hashes[index]) & mask]
        }
        for index in 0..<near.count {
            let entry = near.entries[index]
            let candidate = Int(near.candidates[index])
            if candidate > 0, entries[candidate - 1].key == entry.key {
                entries[candidate - 1].value += entry.value
            } else {
                add(entry.key, entry.value)
            }
        }
        near.removeAll()
    }

    @inline(never)
    private mutating func insert(_ entry: Entry, at slot: Int) {
        entries.append(entry)
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for index in entries.indices {
            var slot = Int(truncatingIfNeeded: entries[index].key.hashBits(seed: seed)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}

/// What the places in hash tables hang on.
package enum TableSeed {
    package static let ofProcess = UInt64.random(in: .min ... .max)
}
