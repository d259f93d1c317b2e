/// A set of numbers that is quick to ask: a bit a number where they are small, as those of dictionaries are, and open
/// addressing for the rest.
package struct ValueFilter: Sendable {
    private var bits: [Bool]
    /// A power of two long, at most a quarter full.
    private var slots: [Int64]
    /// What stands in a free slot: a small number, which is never looked for there.
    private static let free: Int64 = 0

    /// The one value that is allowed; nil: several are, or none.
    let only: Int64?

    package init(_ values: [Int64]) {
        only = values.count == 1 ? values[0] : nil
        let small = values.filter { 0..<65_536 ~= $0 }
        bits = [Bool](repeating: false, count: Int((small.max() ?? -1) + 1))
        for value in small { bits[Int(value)] = true }

        let others = Set(values.filter { !(0..<65_536 ~= $0) })
        var size = 4
        while size < others.count * 4 { size *= 2 }
        slots = [Int64](repeating: Self.free, count: size)
        for value in others { slots[slot(of: value)] = value }
    }

    package func allows(_ value: Int64) -> Bool {
        guard !(0..<65_536 ~= value) else { return value < Int64(bits.count) && bits[Int(value)] }
        return slots[slot(of: value)] == value
    }

    /// The slot where the number stands, or the free one where it belongs.
    private func slot(of value: Int64) -> Int {
        let hash = UInt64(bitPattern: value) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[slot] != Self.free, slots[slot] != value { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
