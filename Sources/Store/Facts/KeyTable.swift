/// Numbers keys of a fixed width in the order in which they came first: open addressing over one flat array, so that a
/// key costs no allocation.
struct KeyTable: Sendable {
    let width: Int
    private(set) var keys: [Int64] = []
    private(set) var count = 0
    /// A key's mark above its number plus one; 0 where the slot is free. A power of two long, at most half full; empty
    /// while nothing is looked up.
    private var slots: [UInt64] = []

    init(width: Int) {
        self.width = width
    }

    /// - Parameter key: its first values are the key.
    /// - Returns: the key's number, the next one if it never came.
    mutating func number(of key: [Int64]) -> Int {
        if slots.isEmpty { makeSlots() }
        let mark = Self.mark(of: key, 0..<width)
        let slot = slot(of: key, mark)
        if let number = Self.number(in: slots[slot]) { return number }
        keys.append(contentsOf: key[..<width])
        count += 1
        slots[slot] = UInt64(mark) << 32 | UInt64(count)
        if count * 2 > slots.count { makeSlots() }
        return count - 1
    }

    /// A key's number; nil if it never came.
    func known(_ key: [Int64]) -> Int? {
        slots.isEmpty ? nil : Self.number(in: slots[slot(of: key, Self.mark(of: key, 0..<width))])
    }

    private static func number(in slot: UInt64) -> Int? { slot == 0 ? nil : Int(UInt32(truncatingIfNeeded: slot)) - 1 }

    /// Adds a key that never came, without looking.
    mutating func append(_ key: ArraySlice<Int64>) {
        keys.append(contentsOf: key)
        count += 1
        slots = []
    }

    /// Lets go of what only looking up needs.
    mutating func pack() { slots = [] }

    /// The slot where the key stands, or the free one where it belongs.
    private func slot(of key: [Int64], _ mark: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = Int(mark) & mask
        while let number = Self.number(in: slots[slot]) {
            // Keys lie far apart in memory: only one with the same mark is looked at.
            if UInt32(slots[slot] >> 32) == mark, isKey(key, number) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func isKey(_ key: [Int64], _ number: Int) -> Bool {
        for column in 0..<width where keys[number * width + column] != key[column] { return false }
        return true
    }

    private mutating func makeSlots() {
        var size = 64
        while size < count * 4 { size *= 2 }
        let mask = size - 1
        var fresh = [UInt64](repeating: 0, count: size)
        if slots.isEmpty {
            for number in 0..<count {
                let mark = Self.mark(of: keys, number * width..<(number + 1) * width)
                Self.put(UInt64(mark) << 32 | UInt64(number + 1), into: &fresh, mask)
            }
        } else {
            for slot in slots where slot != 0 { Self.put(slot, into: &fresh, mask) }
        }
        slots = fresh
    }

    private static func put(_ entry: UInt64, into slots: inout [UInt64], _ mask: Int) {
        var slot = Int(entry >> 32) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
    }

    /// Where a key belongs, and what tells it from most others that belong there.
    private static func mark(of values: [Int64], _ range: Range<Int>) -> UInt32 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for index in range {
            hash = (hash ^ UInt64(bitPattern: values[index])) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
        }
        return UInt32(truncatingIfNeeded: hash)
    }
}
