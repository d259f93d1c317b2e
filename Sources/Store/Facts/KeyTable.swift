/// Numbers keys of a fixed width in the order in which they came first: open addressing over one flat array, so that a
/// key costs no allocation.
struct KeyTable: Sendable {
    let width: Int
    private(set) var keys: [Int64] = []
    private(set) var count = 0
    /// Number of a key plus one; 0 where the slot is free. A power of two long, at most half full; empty while nothing
    /// is looked up.
    private var slots: [UInt32] = []

    init(width: Int) {
        self.width = width
    }

    /// - Parameter key: its first values are the key.
    /// - Returns: the key's number, the next one if it never came.
    mutating func number(of key: [Int64]) -> Int {
        if slots.isEmpty { makeSlots() }
        let slot = slot(of: key)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        keys.append(contentsOf: key[..<width])
        count += 1
        slots[slot] = UInt32(count)
        if count * 2 > slots.count { makeSlots() }
        return count - 1
    }

    /// A key's number; nil if it never came.
    func known(_ key: [Int64]) -> Int? {
        guard !slots.isEmpty else { return nil }
        let slot = slots[slot(of: key)]
        return slot == 0 ? nil : Int(slot) - 1
    }

    /// Adds a key that never came, without looking.
    mutating func append(_ key: ArraySlice<Int64>) {
        keys.append(contentsOf: key)
        count += 1
        slots = []
    }

    /// Lets go of what only looking up needs.
    mutating func pack() { slots = [] }

    /// The slot where the key stands, or the free one where it belongs.
    private func slot(of key: [Int64]) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(key, 0..<width)) & mask
        while slots[slot] != 0, !isKey(key, number: Int(slots[slot]) - 1) { slot = (slot + 1) & mask }
        return slot
    }

    private func isKey(_ key: [Int64], number: Int) -> Bool {
        for column in 0..<width where keys[number * width + column] != key[column] { return false }
        return true
    }

    private mutating func makeSlots() {
        var size = 64
        while size < count * 4 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        let mask = slots.count - 1
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: Self.hash(keys, number * width..<(number + 1) * width)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }

    private static func hash(_ values: [Int64], _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for index in range {
            hash = (hash ^ UInt64(bitPattern: values[index])) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
        }
        return hash
    }
}
