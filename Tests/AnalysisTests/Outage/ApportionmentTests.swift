import Analysis
import EbbTesting
import Testing

struct ApportionmentTests {
    @Test func partsByHand() {
        #expect(apportioned(10, by: [1, 1]) == [5, 5])
        #expect(apportioned(1, by: [1, 1]) == [1, 0])
        #expect(apportioned(7, by: [3, 2, 2]) == [3, 2, 2])
        #expect(apportioned(100, by: [1, 1, 1]) == [34, 33, 33])
        #expect(apportioned(5, by: [0, 9, 0]) == [0, 5, 0])
        #expect(apportioned(5, by: [0, 0]) == [0, 0])
        #expect(apportioned(0, by: [3, 4]) == [0, 0])
        #expect(apportioned(5, by: []) == [])
        let large: Int64 = 1 << 61
        #expect(apportioned(large + 1, by: [large, large]) == [large / 2 + 1, large / 2])
    }

    /// The slow twin gives one after another to whom it is owed most.
    @Test func partsAddUpAndAreNearestToTheirShares() {
        var draw = SeededGenerator(7)
        for _ in 0..<500 {
            let weights = (0..<Int.random(in: 1...6, using: &draw)).map { _ in Int64.random(in: 0...50, using: &draw) }
            let total = Int64.random(in: 0...200, using: &draw)
            let sum = weights.reduce(0, +)
            guard sum > 0 else { continue }
            let parts = apportioned(total, by: weights)
            #expect(parts.reduce(0, +) == total)
            var expected = weights.map { total * $0 / sum }
            while expected.reduce(0, +) < total {
                let owed = expected.indices.map { weights[$0] * total - expected[$0] * sum }
                expected[owed.firstIndex(of: owed.max() ?? 0) ?? 0] += 1
            }
            #expect(parts == expected, "\(total) by \(weights)")
        }
    }
}
