/// The days of a range on which something was used: a bit a day, from the range's first.
struct UseDays: Hashable, Sendable {
    private(set) var bits: UInt128 = 0

    /// Days that fit.
    static let most = 128

    init(_ days: [Int] = []) {
        for day in days { insert(day) }
    }

    /// - Parameters:
    ///   - bits: a bit a day.
    ///   - first: the day of the lowest bit, counted from the range's first; days before that are left out.
    init(_ bits: UInt64, from first: Int) {
        self.bits = first < 0 ? UInt128(bits) >> UInt128(-first) : UInt128(bits) << UInt128(first)
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
