/// Which value belongs to a client: that of the longest prefix the client lies in.
///
/// Prefixes lie within each other and never across, so they part the ids into ranges of which each has one value. These
/// are worked out once; a look-up is a binary search for the range, allocates nothing, and costs the same however deep
/// prefixes are nested. An index by the next bits leaves a few ranges to search.
package struct LongestMatch: Sendable {
    /// The ids that have their first bits in common.
    struct Prefix: BitwiseCopyable {
        var first: UInt64
        /// The bits in common: 0...64.
        var length: Int
        var value: Int32
        /// Of equal prefixes the one of the lowest rank counts.
        var rank: Int

        var last: UInt64 { length == 0 ? .max : first | (length == 64 ? 0 : ~0 >> UInt64(length)) }
    }

    /// The value of clients that lie in no prefix.
    package static let none: Int32 = -1

    /// Where each range begins, ascending from 0. A range ends where the next one begins.
    private let starts: [UInt64]
    private let values: [Int32]
    private let index: RangeIndex

    init(_ prefixes: [Prefix]) {
        var ranges = Ranges()
        ranges.part(prefixes + Self.borders)
        starts = ranges.starts
        values = ranges.values
        index = RangeIndex(starts)
    }

    /// The value of the longest prefix that a client's id lies in, or ``none``.
    package func value(of client: Client) -> Int32 {
        let id = client.id
        // The range is one of `count` from `low` on, and the first of them begins at the id or before.
        var (low, count) = index.ranges(around: id)
        while count > 1 {
            let half = count / 2
            low = starts[low + half] <= id ? low + half : low
            count -= half
        }
        return values[low]
    }

    /// Ids that are IPv4 addresses, or none at all, lie in no prefix of IPv6 addresses, however short that is.
    private static let borders = (UInt64(0xFFFB)...0xFFFF).map {
        Prefix(first: $0 << 32, length: 32, value: none, rank: .max)
    }
}

extension LongestMatch {
    /// The ranges that prefixes part all ids into.
    private struct Ranges {
        var starts: [UInt64] = [0]
        var values: [Int32] = [LongestMatch.none]

        /// Goes through the prefixes by their first id, the wider one first, with those that are still open.
        mutating func part(_ prefixes: [Prefix]) {
            let sorted = prefixes.sorted {
                ($0.first, $0.length, $0.rank) < ($1.first, $1.length, $1.rank)
            }
            var open: [Prefix] = []
            var before: Prefix?
            for prefix in sorted {
                if let before, before.first == prefix.first, before.length == prefix.length { continue }
                before = prefix
                while let inner = open.last, inner.last < prefix.first { close(inner, &open) }
                begin(at: prefix.first, prefix.value)
                open.append(prefix)
            }
            while let inner = open.last { close(inner, &open) }
        }

        private mutating func close(_ inner: Prefix, _ open: inout [Prefix]) {
            open.removeLast()
            guard inner.last < .max else { return }
            begin(at: inner.last + 1, open.last?.value ?? LongestMatch.none)
        }

        /// What begins where another one began takes its place; what goes on with the same value begins nothing.
        private mutating func begin(at start: UInt64, _ value: Int32) {
            if starts[starts.count - 1] == start {
                starts.removeLast()
                values.removeLast()
            }
            guard values.last != value else { return }
            starts.append(start)
            values.append(value)
        }
    }
}
