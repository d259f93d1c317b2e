import EbbTesting
import Testing
import Traffic

/// The hash table against a dictionary.
struct CountingTableTests {
    @Test(arguments: [0, 1, 31, 32, 33, 5_000])
    func addsUpLikeADictionary(adds: Int) {
        var random = SeededGenerator(UInt64(adds))
        var table = CountingTable<PairKey, Volume>()
        var dictionary: [PairKey: Volume] = [:]
        for _ in 0..<adds {
            // Few values a column, so that keys come again and differ in one column only.
            let key = PairKey(
                client: random.next() % 40,
                day: Int32(random.next() % 3) - 1,
                site: UInt32(random.next() % 3),
                repository: UInt32(random.next() % 7)
            )
            let volume = Volume(requests: Int64(random.next() % 5) - 2, bytes: Int64(random.next() % 1000))
            table.add(key, volume)
            dictionary[key, default: Volume()] += volume
        }
        #expect(table.count == dictionary.count)
        #expect(Dictionary(uniqueKeysWithValues: zip(table.keys, table.values)) == dictionary)
    }

    /// Whoever knew one process' number could write clients that all fall on one place; in the next process they do not.
    @Test func keysThatCrowdUnderOneSeedAreSpreadUnderAnother() {
        func place(_ client: UInt64, seed: UInt64) -> UInt64 {
            UseKey(client: client, day: 1, site: 0, repository: 0, agent: 0).hashBits(seed: seed) & 0xFFF
        }
        var crowd: [UInt64] = []
        var client: UInt64 = 0
        while crowd.count < 64 {
            if place(client, seed: 1) == 0 { crowd.append(client) }
            client += 1
        }
        for seed: UInt64 in [0, 2, 1 << 63, .max] {
            #expect(Set(crowd.map { place($0, seed: seed) }).count > 56, "\(seed)")
        }
    }

    @Test func keepsTheOrderOfFirstComing() {
        var table = CountingTable<HourKey, Volume>()
        let kind = RequestKind(operation: 1, outcome: 1, via: 0, reference: 0)
        let hours = [5, 3, 5, 9, 3, -4].map { HourKey(hour: $0, site: 0, kind: kind) }
        for hour in hours { table.add(hour, Volume(requests: 1, bytes: 2)) }
        #expect(table.keys.map(\.hour) == [5, 3, 9, -4])
        #expect(table.values.map(\.requests) == [2, 2, 1, 1])
    }
}
