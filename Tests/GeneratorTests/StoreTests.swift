import EbbTesting
import Registry
import Store
import Testing
import Traffic

struct StoreTests {
    /// A store that is filled without lines holds what their ingest would count.
    @Test(arguments: [3, 26, 29], [Scenario.CurrentServes.manifestsServed, .redirectsAll])
    func dayIsCountedAsItsLinesAre(day: Int, currentServes: Scenario.CurrentServes) {
        var scenario = GeneratorTests.small()
        scenario.currentServes = currentServes
        let generator = Generator(scenario)
        var oracle = Oracle(.kubernetes)
        oracle.count(generator.lines(day: day), as: .vhostCombined)
        let source = generator.source(day: day, readAt: 0)
        #expect(FactSheet(source.table).differences(from: oracle.facts) == [])
        #expect(source.row.lines == oracle.lines)
    }

    @Test func yearIsFilledDayByDayAndEachOnce() throws {
        var scenario = Scenario.year.divided(by: 100)
        scenario.days = 15
        let generator = Generator(scenario)
        let store = MemoryStore()
        var days = 0
        try generator.fill(store, readAt: 1_700_000_000) { row in
            #expect(row.status == .ingested)
            days += 1
        }
        #expect(days == 15)
        #expect(store.days() == Int32(scenario.startDay.number)...Int32(scenario.startDay.number) + 14)
        let before = try FactSheet(store)
        try generator.fill(store, readAt: 1_700_000_000) { row in #expect(row.status == .alreadyIngested) }
        #expect(try FactSheet(store) == before)
    }

    /// A tenth of the clients and of the pairs are there on a day, and not the same ones in spring and in autumn.
    @Test func clientsOfTheYearComeAndGo() {
        let scenario = Scenario.year.divided(by: 20)
        let generator = Generator(scenario)
        func clients(_ day: Int) -> Set<UInt64> {
            Set(generator.source(day: day, readAt: 0).table.clients.keys.map(\.client))
        }
        let days = [10, 101, 200, 290, 361].map { (day: $0, clients: clients($0)) }
        for (day, clients) in days {
            #expect(abs(Double(clients.count) / 150 - 1) < 0.35, "\(clients.count) clients on day \(day)")
        }
        let all = days.reduce(into: Set()) { $0.formUnion($1.clients) }
        #expect(all.count > 350, "\(all.count)")
        let truth = generator.truth(day: 10)
        #expect(abs(Double(truth.lines) / 4500 - 1) < 0.35, "\(truth.lines) lines")
    }
}
