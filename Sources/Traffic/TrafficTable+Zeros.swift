extension TrafficTable {
    /// Drops keys whose sums were taken back to nothing.
    package mutating func removeZeros() {
        hours = hours.filter { $0.requests != 0 }
        images = images.filter { $0.volume.requests != 0 }
        uses = uses.filter { $0.seen.volume.requests != 0 }
        handoffs = handoffs.filter { $0 != Handoff() }
    }
}

extension CountingTable {
    fileprivate func filter(_ isKept: (Value) -> Bool) -> CountingTable {
        var result = CountingTable()
        for entry in entries where isKept(entry.value) { result.add(entry.key, entry.value) }
        return result
    }
}
