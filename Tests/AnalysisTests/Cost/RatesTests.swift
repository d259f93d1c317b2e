import Analysis
import EbbTesting
import Foundation
import Testing

struct RatesTests {
    private let list = Rates(
        unit: .GiB,
        tiers: [
            .init(upTo: 1_024, price: price("0.12")), .init(upTo: 10_240, price: price("0.11")),
            .init(upTo: nil, price: price("0.08")),
        ],
        perMillionRequests: price("0.40")
    )

    @Test("each byte costs the price of the tier that it falls into")
    func tiers() {
        let gib = Int64(1) << 30
        #expect(list.cost(ofBytes: 0) == .zero)
        #expect(list.cost(ofBytes: 1_024 * gib) == price("122.88"))
        #expect(list.cost(ofBytes: 1_025 * gib) == price("122.99"))
        #expect(list.cost(ofBytes: 61_440 * gib) == price("5232.64"))
        #expect(list.marginalPrice(after: 1_024 * gib - 1) == price("0.12"))
        #expect(list.marginalPrice(after: 1_024 * gib) == price("0.11"))
        #expect(list.cost(ofRequests: 2_500_000) == price("1.00"))
    }

    @Test("beyond the last tier nothing is claimed")
    func bounded() {
        let bounded = Rates(unit: .GB, tiers: [.init(upTo: 10, price: price("1"))])
        #expect(bounded.cost(ofBytes: 10_000_000_000) == price("10"))
        #expect(bounded.cost(ofBytes: 10_000_000_001) == nil)
        #expect(bounded.marginalPrice(after: 10_000_000_000) == nil)
        #expect(Rates().cost(ofBytes: .max) == .zero)
    }

    /// Docs of Fastly: 10 GB and 10 million requests come to 8.70 USD, before the minimum of 50.
    @Test("a provider's own example")
    func fastly() throws {
        let rates = Rates(tiers: [.init(upTo: nil, price: price("0.12"))], perMillionRequests: price("0.75"))
        let forBytes = try #require(rates.cost(ofBytes: 10_000_000_000))
        #expect(forBytes + rates.cost(ofRequests: 10_000_000) == price("8.70"))
    }

    @Test("the same as decimal arithmetic, tier by tier, to the billionth")
    func twin() {
        var random = SeededGenerator(7)
        for _ in 0..<2_000 {
            var tiers: [Rates.Tier] = []
            var end: Int64 = 0
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                end += Int64.random(in: 1...50_000, using: &random)
                tiers.append(
                    .init(upTo: end, price: Amount(nano: Int128(Int64.random(in: 0...2_000_000_000, using: &random))))
                )
            }
            if Bool.random(using: &random) { tiers[tiers.count - 1].upTo = nil }
            let unit = Rates.Unit.allCases.randomElement(using: &random) ?? .GB
            let bytes = Int64.random(in: 0...(end * unit.bytes / 2 * 3), using: &random)
            #expect(Rates(unit: unit, tiers: tiers).cost(ofBytes: bytes)?.nano == slow(bytes, tiers, unit))
        }
    }

    private func slow(_ bytes: Int64, _ tiers: [Rates.Tier], _ unit: Rates.Unit) -> Int128? {
        var rest = Decimal(bytes)
        var sum = Decimal(0)
        var before = Decimal(0)
        for tier in tiers {
            let size = tier.upTo.map { Decimal($0) * Decimal(unit.bytes) - before } ?? rest
            let own = min(rest, size)
            sum += own * (Decimal(string: "\(tier.price.nano)") ?? 0) / Decimal(unit.bytes)
            rest -= own
            before += size
        }
        guard rest == 0 else { return nil }
        var whole = Decimal()
        unsafe NSDecimalRound(&whole, &sum, 0, .plain)
        return Int128("\(whole)")
    }
}

/// An amount as it stands in a list.
func price(_ text: String) -> Amount { Amount(decimal: text) ?? .zero }
