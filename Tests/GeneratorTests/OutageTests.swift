import EbbTesting
import Registry
import Store
import Testing

struct OutageTests {
    /// What the simulation did, and not what its logs hold.
    @Test func outageIsWhatTheSimulationKnows() throws {
        let generator = Generator(GeneratorTests.small())
        let store = MemoryStore()
        store.setText(.clientForm, ClientForm(mode: .exact, rotation: .never).text)
        let days = 22...28
        for day in days { _ = try store.commit([generator.source(day: day, readAt: 0)]) }
        var fails: [String: Int64] = [:]
        var lost: Int64 = 0
        for host in days.flatMap({ generator.truth(day: $0).hosts }) where host.role == .legacy {
            for repository in host.repositories where repository.manifestPulls > 0 {
                fails[repository.name, default: 0] += Int64(repository.manifestPulls)
            }
            lost += Int64(host.lost)
        }
        var query = Query(.outage)
        query.definition = .manifest
        query.limit = 0
        let answer = try store.answer(query, .kubernetes)
        func column(_ name: String) -> [Answer.Cell] {
            answer.columns.firstIndex { $0.name == name }.map { index in answer.rows.map { $0[index] } } ?? []
        }
        let rows = zip(column("repository"), column("fails")).map { ($0, $1) }
        #expect(rows.filter { $0.1 != .integer(0) }.count == fails.count && fails.count > 10)
        for (name, count) in fails {
            #expect(rows.contains { $0 == (.text(name), .integer(count)) }, "\(name) \(count)")
        }
        let told = column("lost").reduce(into: Int64(0)) { if case .integer(let count) = $1 { $0 += count } }
        #expect(told == lost && lost > 0, "\(told) of \(lost)")
    }
}
