import Registry
import Testing

struct KeyRotationTests {
    private static let key = PrivacyKey(bytes: Array(0..<16).span)

    @Test(
        arguments: [
            (KeyRotation.daily, 0, 0), (.daily, 86_399, 0), (.daily, 86_400, 1), (.daily, -1, -1),
            (.daily, -86_401, -2),
            (.monthly, 0, 197_001), (.monthly, 1_679_270_400, 202_303), (.monthly, 1_680_307_199, 202_303),
            (.monthly, 1_680_307_200, 202_304), (.monthly, -1, 196_912), (.never, 1_679_270_400, 0),
        ] as [(KeyRotation, Int64, Int64)]
    )
    func hasPeriods(rotation: KeyRotation, time: Int64, period: Int64) {
        #expect(rotation.period(of: time) == period)
    }

    @Test func eachPeriodHasItsKey() throws {
        let key = try #require(Self.key)
        let hashes = Set((0..<100).map { key.derived(for: $0).hash(1) })
        #expect(hashes.count == 100 && !hashes.contains(key.hash(1)))
        #expect(key.derived(for: 5) == key.derived(for: 5))
    }
}
