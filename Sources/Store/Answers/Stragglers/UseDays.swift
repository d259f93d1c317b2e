/// The days of a range on which something was used: a bit a day, from the range's first.
struct UseDays: Hashable, Sendable {
    private(set) var bits: UInt128 = 0

    /// Days that fit.
    static let most = 128

    init(_ days: [Int] = []) {
        for day in days { insert(day) }
    }

    /// - Parameter day: counted from the range's first, which is 0.
    mutating func insert(_ day: Int) { bits |= 1 << UInt128(day) }

    mutating func formUnion(_ other: UseDays) { bits |= other.bits }

    func contains(_ day: Int) -> Bool { bits >> UInt128(day) & 1 == 1 }

    var isEmpty: Bool { bits == 0 }

    /// In their order.
    var days: [Int] {
        var days: [Int] = []
        var rest = bits
        while rest != 0 {
            days.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return days
    }
}
