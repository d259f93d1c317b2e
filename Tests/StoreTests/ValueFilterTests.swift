import Store
import Testing

struct ValueFilterTests {
    @Test func allowsWhatASetHolds() {
        var draw = SystemRandomNumberGenerator()
        for count in [0, 1, 2, 50, 3_000] {
            let values = (0..<count).map { number -> Int64 in
                switch number % 4 {
                case 0: Int64.random(in: 0..<70_000, using: &draw)
                case 1: Int64.random(in: .min ... .max, using: &draw)
                case 2: [.min, .max, -1, 0, 65_535, 65_536].randomElement(using: &draw) ?? 0
                default: Int64.random(in: -100...0, using: &draw)
                }
            }
            let filter = ValueFilter(values)
            let set = Set(values)
            let asked = values + values.map { $0 &+ 1 } + [.min, .max, -1, 0, 1, 65_535, 65_536]
            #expect(asked.allSatisfy { filter.allows($0) == set.contains($0) })
        }
    }
}
