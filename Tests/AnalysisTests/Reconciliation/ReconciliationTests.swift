import Analysis
import EbbTesting
import Registry
import Testing

struct ReconciliationTests {
    private func day(_ number: Int32) -> Day { Day(year: 2023, month: 3, day: number) }

    @Test("days side by side, and sums over those that both have")
    func sums() throws {
        let outside = try OutsideTotals(
            csv: "day,requests,bytes\n2023-03-20,100,1000\n2023-03-21,50,\n2023-03-23,9,9\n",
            file: "a.csv"
        )
        let own: [Day: OutsideTotals.Counts] = [
            day(20): .init(requests: 99, bytes: 980), day(21): .init(requests: 51, bytes: 7),
            day(22): .init(requests: 5),
        ]
        let found = Reconciliation(own: own, outside: outside)
        #expect(found.rows.map { $0.day?.description } == ["2023-03-20", "2023-03-21", "2023-03-22", "2023-03-23"])
        #expect(found.rows.map { found.requestsRatio($0)?.value } == [0.99, 1.02, nil, nil])
        let total = try #require(found.total)
        #expect(total.own == .init(requests: 150, bytes: 980) && total.outside == .init(requests: 150, bytes: 1000))
        #expect(
            found.requestsRatio(total)?.value == 1 && found.bytesRatio(total)?.value == 0.98 && found.commonDays == 2
        )
        #expect(found.requestsRatio(total)?.interval == nil)
        #expect(Reconciliation(own: [day(1): .init(requests: 1)], outside: outside).total == nil)
    }

    @Test("nothing is divided by nothing")
    func zeros() {
        #expect(Sampling().ratio(5, 0, countsThings: true) == nil)
        let none = Sampling(outside: 10).ratio(0, 5, countsThings: true)
        #expect(none?.value == 0 && none?.interval == nil)
        let bytes = Sampling(logs: 10).ratio(7, 100, countsThings: false)
        #expect(bytes?.value == 0.7 && bytes?.interval == nil)
    }

    @Test("95 of 100 intervals hold the ratio that is so, whichever side was sampled")
    func coverage() {
        var random = SeededGenerator(97)
        for (logs, outside) in [(10, 1), (1, 10), (20, 5)] as [(Int64, Int64)] {
            var held = 0
            for _ in 0..<1_000 {
                func drawn(_ whole: Int, _ one: Int64) -> Int64 {
                    one == 1
                        ? Int64(whole)
                        : Int64((0..<whole).count { _ in Int64.random(in: 0..<one, using: &random) == 0 })
                }
                let ratio = Sampling(logs: logs, outside: outside)
                    .ratio(drawn(1_900, logs), drawn(2_000, outside), countsThings: true)
                if ratio?.interval?.contains(0.95) == true { held += 1 }
            }
            #expect((930...970).contains(held), "1 in \(logs), 1 in \(outside): \(held) of 1,000")
        }
    }
}
