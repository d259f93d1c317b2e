import EbbTesting
import Registry
import Testing
import Traffic

struct TrafficTableTests {
    /// Tables that were made apart and folded hold what one table would have counted, in whatever order.
    @Test func foldingIsCountingTogether() {
        var random = SeededGenerator(7)
        let parts = (0..<5).map { _ in RandomTable(requests: 400, &random) }
        var together = TrafficTable()
        for part in parts { part.count(into: &together) }
        for order in [[0, 1, 2, 3, 4], [4, 2, 0, 3, 1]] {
            var folded = TrafficTable()
            for index in order {
                var table = TrafficTable()
                parts[index].count(into: &table)
                folded.fold(table)
            }
            #expect(FactSheet(folded).differences(from: FactSheet(together)) == [])
        }
    }

    @Test func takingBackLeavesWhatWasThere() {
        var random = SeededGenerator(8)
        // Another time, so that first and last times of what stays do not depend on what goes.
        let (stays, goes) = (RandomTable(requests: 300, &random), RandomTable(requests: 300, day: 9, &random))
        var table = TrafficTable()
        stays.count(into: &table)
        let before = FactSheet(table)
        var other = TrafficTable()
        goes.count(into: &other)
        table.fold(other)
        #expect(FactSheet(table) != before)
        table.fold(other, takingBack: true)
        #expect(FactSheet(table).differences(from: before) == [])
        goes.count(into: &table)
        goes.count(into: &table, weight: -1)
        #expect(FactSheet(table).differences(from: before) == [])
    }

    @Test func anEventOfSeveralRequestsIsAsManyEvents() {
        func table(_ count: UInt32, times: Int) -> TrafficTable {
            var table = TrafficTable()
            let kind = RequestKind(
                operation: Operation.manifestGet.rawValue,
                outcome: Outcome.redirected.rawValue,
                via: Via.unknown.rawValue,
                reference: ReferenceKind.tag.rawValue
            )
            for isLegacy in [true, false] {
                let event = Event(
                    time: 86_400,
                    client: 1,
                    bytes: 10,
                    count: count,
                    site: 0,
                    agent: 0,
                    repository: 0,
                    tag: 0,
                    kind: kind,
                    isLegacy: isLegacy
                )
                for _ in 0..<times { table.count([event]) }
            }
            return table
        }
        let (one, many) = (table(7, times: 1), table(1, times: 7))
        #expect(one.hours.values == many.hours.values && one.images.values == many.images.values)
        #expect(one.clients.values == many.clients.values && one.pairs.values == many.pairs.values)
        #expect(one.handoffs.values == many.handoffs.values)
        #expect(one.hours.values.map(\.requests) == [14] && one.hours.values.map(\.bytes) == [140])
    }

    @Test func timesBefore1970FallOnTheirDay() {
        var table = TrafficTable()
        let kind = RequestKind(operation: 1, outcome: 1, via: 0, reference: 0)
        for time: Int64 in [-1, -86_400, -86_401, 0, 86_399] {
            table.count([
                Event(
                    time: time,
                    client: 1,
                    bytes: 0,
                    site: 0,
                    agent: 0,
                    repository: 0,
                    tag: 0,
                    kind: kind,
                    isLegacy: false
                )
            ])
        }
        #expect(table.pairs.keys.map(\.day) == [-1, -2, 0])
        #expect(table.pairs.values.map(\.seen.volume.requests) == [2, 1, 2])
        #expect(table.hours.keys.map(\.hour) == [-1, -24, -25, 0, 23])
    }

    @Test func forgettingKeepsSumsAndDailyNumbersOfClients() {
        var random = SeededGenerator(9)
        var table = TrafficTable()
        for day: Int64 in [0, 1] { RandomTable(requests: 800, day: day, &random).count(into: &table) }
        let before = table
        table.forgetClients(ofDay: 1)
        #expect(table.hours.keys == before.hours.keys && table.hours.values == before.hours.values)
        #expect(table.images.keys == before.images.keys && table.images.values == before.images.values)
        for day: Int32 in [0, 1] {
            #expect(clients(of: table, on: day).count == clients(of: before, on: day).count)
            #expect(requests(of: table, on: day) == requests(of: before, on: day))
            // Who asked for how many repositories is still known, though not who it was.
            #expect(repositoriesByClient(of: table, on: day) == repositoriesByClient(of: before, on: day))
        }
        #expect(clients(of: table, on: 0) == clients(of: before, on: 0))
        #expect(clients(of: table, on: 1).allSatisfy { Client(id: $0).isForgotten })
        let once = FactSheet(table)
        table.forgetClients(ofDay: 1)
        #expect(FactSheet(table) == once)
        // A source of that day that comes later brings its clients, which are told apart from the forgotten ones.
        RandomTable(requests: 100, day: 1, &random).count(into: &table)
        let later = clients(of: table, on: 1).count
        table.forgetClients(ofDay: 1)
        #expect(clients(of: table, on: 1).count == later)
    }

    private func clients(of table: TrafficTable, on day: Int32) -> Set<UInt64> {
        Set(table.clients.keys.filter { $0.day == day }.map(\.client))
    }

    private func requests(of table: TrafficTable, on day: Int32) -> [Int64] {
        let clients = zip(table.clients.keys, table.clients.values).filter { $0.0.day == day }
        let pairs = zip(table.pairs.keys, table.pairs.values).filter { $0.0.day == day }
        let handoffs = zip(table.handoffs.keys, table.handoffs.values).filter { $0.0.day == day }
        return [
            clients.reduce(0) { $0 + $1.1.seen.volume.requests }, pairs.reduce(0) { $0 + $1.1.seen.volume.requests },
            handoffs.reduce(0) { $0 + $1.1.redirected + $1.1.unknown + $1.1.followed },
        ]
    }

    private func repositoriesByClient(of table: TrafficTable, on day: Int32) -> [Int] {
        let pairs = table.pairs.keys.filter { $0.day == day }
        return Dictionary(grouping: pairs, by: \.client).values.map { Set($0.map(\.repository)).count }.sorted()
    }
}

/// Requests drawn at random, with names in an order of their own.
private struct RandomTable {
    private var requests: [(site: String, agent: String, repository: String, tag: String, event: Event)] = []

    init(requests count: Int, day: Int64 = 0, _ random: inout SeededGenerator) {
        func draw(_ count: UInt64) -> UInt64 { random.next() % count }
        for _ in 0..<count {
            let event = Event(
                time: day * 86_400 + Int64(draw(86_400)),
                client: draw(60) << 32,
                bytes: Int64(draw(1000)),
                site: 0,
                agent: 0,
                repository: 0,
                tag: 0,
                kind: RequestKind(
                    operation: UInt8(draw(6)),
                    outcome: UInt8(draw(4)),
                    via: UInt8(draw(4)),
                    reference: UInt8(draw(4))
                ),
                isLegacy: draw(2) == 0
            )
            requests.append(("host\(draw(3))", "agent\(draw(5))", "repository\(draw(9))", "tag\(draw(4))", event))
        }
    }

    func count(into table: inout TrafficTable, weight: Int64 = 1) {
        let events = requests.map { request in
            var event = request.event
            let site = SiteName(host: request.site, pathPrefix: "", repositoryPrefix: "", vantage: .front)
            event.site = table.sites.id(site)
            event.agent = table.agents.id(request.agent)
            event.repository = table.repositories.id(request.repository)
            event.tag = table.tags.id(request.tag)
            return event
        }
        table.count(events, weight: weight)
    }
}
