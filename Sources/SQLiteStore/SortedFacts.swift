import Traffic

/// The order in which facts are written: that of their table's key, so that each lands behind the one before.
struct SortedFacts {
    /// The columns of a key, each so written that unsigned numbers stand in the order of what they stand for.
    struct Place: BitwiseCopyable {
        var first: UInt64
        var second: UInt64
        var third: UInt64

        init(time: Int32, site: Int64, _ second: UInt64, _ third: UInt64) {
            first = UInt64(UInt32(bitPattern: time) ^ 0x8000_0000) << 32 | UInt64(truncatingIfNeeded: site)
            self.second = second
            self.third = third
        }

        @inline(__always)
        static func < (left: Place, right: Place) -> Bool {
            if left.first != right.first { return left.first < right.first }
            if left.second != right.second { return left.second < right.second }
            return left.third < right.third
        }
    }

    /// The entries' indices.
    static func order<Key, Value>(
        _ entries: [CountingTable<Key, Value>.Entry],
        by place: (Key) -> Place
    ) -> [UInt32] {
        var places: [Indexed] = []
        places.reserveCapacity(entries.count)
        for index in entries.indices { places.append(Indexed(place: place(entries[index].key), index: UInt32(index))) }
        places.sort { $0.place < $1.place }
        return places.map(\.index)
    }

    private struct Indexed: BitwiseCopyable {
        var place: Place
        var index: UInt32
    }
}

extension UInt64 {
    /// A client's number as SQLite compares it: with a sign.
    init(orderOf client: UInt64) { self = client ^ 1 << 63 }
}
