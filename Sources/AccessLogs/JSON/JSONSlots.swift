/// A set of slots: one bit each, but the last bit stands for all slots from 63 on together.
struct JSONSlots: BitwiseCopyable, Sendable {
    private var bits: UInt64 = 0

    init() {}

    init(_ slots: some Sequence<Int>) {
        for slot in slots {
            insert(slot)
        }
    }

    @inline(always)
    mutating func insert(_ slot: Int) {
        bits |= 1 << UInt64(Swift.min(slot, 63))
    }

    /// Whether a slot may be in both.
    @inline(always)
    func mayMeet(_ other: JSONSlots) -> Bool {
        bits & other.bits != 0
    }

    /// Empties the values of all these slots.
    @inline(always)
    func clear(_ values: inout [JSONValue]) {
        var values = values.mutableSpan
        var rest = bits
        while rest != 0 {
            let slot = rest.trailingZeroBitCount
            rest &= rest &- 1
            values[slot] = JSONValue()
            if slot == 63 {
                for slot in 64..<Swift.max(64, values.count) {
                    values[slot] = JSONValue()
                }
            }
        }
    }
}
