import Registry

extension TrafficTable {
    /// Replaces each client of a day by a number drawn without regard to its address.
    package mutating func forgetClients(ofDay day: Int32) {
        var known = Set<UInt64>()
        var used: UInt32 = 0
        for key in uses.keys where key.day == day {
            if Client(id: key.client).isForgotten {
                used = max(used, UInt32(truncatingIfNeeded: key.client) + 1)
            } else {
                known.insert(key.client)
            }
        }
        var number: [UInt64: UInt64] = [:]
        for (index, client) in known.shuffled().enumerated() {
            number[client] = Client.forgotten(used + UInt32(index)).id
        }
        func renumbered<Key: FactKey, Value: Measure>(
            _ table: CountingTable<Key, Value>,
            _ renumber: (inout Key) -> Void
        ) -> CountingTable<Key, Value> {
            var result = CountingTable<Key, Value>()
            result.add(table.entries, renumber)
            return result
        }
        uses = renumbered(uses) { if $0.day == day { $0.client = number[$0.client] ?? $0.client } }
        handoffs = renumbered(handoffs) { if $0.day == day { $0.client = number[$0.client] ?? $0.client } }
    }
}
