/// A hash table that adds up: open addressing over dense arrays of keys and values.
///
/// Entries stand in the order in which their keys came first, and are never removed.
package struct CountingTable<Key: FactKey, Value: Measure>: Sendable {
    package private(set) var keys: [Key] = []
    package private(set) var values: [Value] = []
    /// Index into the dense arrays plus one; 0 where the slot is free. A power of two long, at most half full.
    private var slots = [UInt32](repeating: 0, count: 64)

    package init() {}

    package var count: Int { keys.count }

    /// Adds a value to what stands under the key.
    package mutating func add(_ key: Key, _ value: Value) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key.hashBits) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if keys[index] == key {
                values[index] += value
                return
            }
            slot = (slot + 1) & mask
        }
        keys.append(key)
        values.append(value)
        slots[slot] = UInt32(keys.count)
        if keys.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for index in keys.indices {
            var slot = Int(truncatingIfNeeded: keys[index].hashBits) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}
