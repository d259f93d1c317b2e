/// Finds the few ranges among which an id's is, by bits of the id.
///
/// IPv6 addresses are told apart by their first 16 bits, which are few different ones, and all of IPv4 is one more such
/// section. Each has a table of its own by the next bits: the more, the more ranges it has.
struct RangeIndex: Sendable {
    private struct Section: BitwiseCopyable {
        /// Where its table begins.
        var offset: Int32
        /// The bits that its table is by; it has an entry for each of their values, and one for its end.
        var bits: Int32
    }

    /// By the first 16 bits of an id; the last one is that of IPv4.
    private var sections: [Section] = []
    /// The range in which the ids begin that an entry is for.
    private var entries: [Int32] = []

    private static let ipv4 = 65_536
    private static let mostBits = 18

    /// - Parameter starts: where the ranges begin, ascending from 0.
    init(_ starts: [UInt64]) {
        sections.reserveCapacity(Self.ipv4 + 1)
        var range = 0
        for section in 0..<Self.ipv4 {
            append(from: UInt64(section) << 48, bits: 48, starts, &range)
        }
        range = 0
        append(from: 0xFFFF << 32, bits: 32, starts, &range)
    }

    /// The ranges that an id may be in: the first of them, and how many.
    func ranges(around id: UInt64) -> (low: Int, count: Int) {
        let isIPv4 = id >> 32 == 0xFFFF
        let section = sections[isIPv4 ? Self.ipv4 : Int(truncatingIfNeeded: id >> 48)]
        let next = isIPv4 ? id << 32 : id << 16
        let slot = Int(section.offset) + Int(truncatingIfNeeded: (next >> 1) &>> UInt64(63 - section.bits))
        let low = Int(entries[slot])
        return (low, Int(entries[slot + 1]) - low + 1)
    }

    /// - Parameters:
    ///   - first: the section's first id.
    ///   - bits: of ids within the section.
    ///   - range: one that begins at the section's first id or before; afterwards, the last one of the section.
    private mutating func append(from first: UInt64, bits: Int, _ starts: [UInt64], _ range: inout Int) {
        func advance(to id: UInt64) {
            while range + 1 < starts.count, starts[range + 1] <= id { range += 1 }
        }
        advance(to: first)
        let begin = range
        let last = first | ~0 >> UInt64(64 - bits)
        advance(to: last)
        let count = range - begin + 1
        // Two entries and more a range; none to tell apart, none to index.
        let own = count == 1 ? 0 : min(Self.mostBits, Int.bitWidth - count.leadingZeroBitCount + 1)
        if own == 0, let before = sections.last, before.bits == 0, entries[Int(before.offset)] == Int32(begin) {
            // Most of all sections lie in one range.
            sections.append(before)
            return
        }
        sections.append(Section(offset: Int32(entries.count), bits: Int32(own)))
        range = begin
        for entry in UInt64(0)..<1 << UInt64(own) {
            advance(to: first + entry << UInt64(bits - own))
            entries.append(Int32(range))
        }
        advance(to: last)
        entries.append(Int32(range))
    }
}
