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
    /// Index of an entry plus one; 0 where the slot is free. A power of two long, at most half full; empty until something
    /// is looked up.
    private var slots: [UInt32] = []
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
        if slots.isEmpty { fillSlots() }
        add(key, value, hash: key.hashBits(seed: seed))
    }

    @inline(__always)
    private mutating func add(_ key: Key, _ value: Value, hash: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
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
        var next = 0
        while next < count {
            next = near.fill(from: next, to: count, seed: seed, key: key, value: value)
            addNear()
        }
    }

    /// Adds entries of another table.
    ///
    /// - Parameters:
    ///   - weight: what their values are multiplied by.
    ///   - renumber: makes this table's key of an entry's key.
    package mutating func add(_ added: [Entry], weight: Int64 = 1, _ renumber: (inout Key) -> Void) {
        add(added.count) { index in
            var key = added[index].key
            renumber(&key)
            return key
        } value: {
            added[$0].value * weight
        }
    }

    /// Adds what is near to the whole. The looks at the memory stand in passes of their own, where they wait for nothing
    /// and overlap.
    private mutating func addNear() {
        if slots.isEmpty { fillSlots() }
        let mask = slots.count - 1
        do {
            var allCandidates: [UInt32] = []
            swap(&allCandidates, &near.candidates)
            defer { swap(&allCandidates, &near.candidates) }
            let slots = slots.span
            let entries = entries.span
            let hashes = near.hashes.span
            let count = near.count
            var candidates = allCandidates.mutableSpan
            for index in 0..<count { candidates[index] = slots[Int(truncatingIfNeeded: hashes[index]) & mask] }
            let added = near.entries.span
            for index in 0..<count {
                let candidate = Int(candidates[index])
                let isFound = candidate > 0 && entries[candidate - 1].key == added[index].key
                candidates[index] = isFound ? UInt32(truncatingIfNeeded: candidate) : 0
            }
        }
        for index in 0..<near.count {
            let candidate = Int(near.candidates[index])
            if candidate > 0 {
                entries[candidate - 1].value += near.entries[index].value
            } else {
                add(near.entries[index].key, near.entries[index].value, hash: near.hashes[index])
            }
        }
    }

    @inline(never)
    private mutating func insert(_ entry: Entry, at slot: Int) {
        entries.append(entry)
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { fillSlots() }
    }

    /// Makes slots with room for twice the entries, and fills them.
    @inline(never)
    private mutating func fillSlots() {
        var count = 64
        while count < entries.count * 4 { count *= 2 }
        slots = [UInt32](repeating: 0, count: count)
        let mask = count - 1
        for index in entries.indices {
            var slot = Int(truncatingIfNeeded: entries[index].key.hashBits(seed: seed)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }

    /// Gives back what is needed for adding only, as long as nothing more is added.
    package mutating func compact() {
        slots = []
        near = NearTable()
        guard entries.capacity > entries.count + entries.count / 8 else { return }
        var exact: [Entry] = []
        exact.reserveCapacity(entries.count)
        exact.append(contentsOf: entries)
        entries = exact
    }
}

/// What the places in hash tables hang on.
package enum TableSeed {
    package static let ofProcess = UInt64.random(in: .min ... .max)
}
