import EbbTesting
import Foundation
import Ingest
import Registry
import SQLiteStore
import Store
import Testing

/// The invariants of the design that are about whole runs.
struct InvariantTests {
    private let folder: Folder
    private let days: [[UInt8]]

    init() throws {
        folder = try Folder()
        let generator = Sample(.vhostCombined).generator
        days = [24, 25, 30].map { generator.lines(day: $0) }
    }

    private func store(_ days: [Int], jobs: Int = 1) async throws -> MemoryStore {
        let store = MemoryStore()
        var paths: [String] = []
        for day in days { paths.append(try folder.write(self.days[day], to: "\(day).log")) }
        try await ingest(paths, into: store, jobs: jobs)
        return store
    }

    @Test func onceIsTwiceInAnyOrderAndTogether() async throws {
        let once = try await store([0, 1, 2])
        try await expectSameFacts(store([2, 0, 1]), once)
        try await expectSameFacts(store([1, 1, 0, 2, 0, 1]), once)
        try await expectSameFacts(store([0, 1, 2], jobs: 8), once)
        let together = MemoryStore()
        try await ingest([folder.write(days.joined(), to: "all.log")], into: together)
        try expectSameFacts(together, once)
        try expectSums(once)
        try expectSums(together)
        let before = try FactSheet(once)
        let report = try await ingest([folder["2.log"], folder["0.log"]], into: once)
        #expect(report.statuses == [.alreadyIngested, .alreadyIngested])
        #expect(try FactSheet(once) == before)
    }

    @Test func standardInputIsAFile() async throws {
        let ebb = try EbbBinary()
        let path = try folder.write(days[0], to: "0.log")
        let packed = try folder.write(gzip(days[1]), to: "1.log.gz")
        let file = folder["ebb.sqlite"]
        for path in [path, packed, path] {
            let input = try #require(FileHandle(forReadingAtPath: path))
            #expect(try ebb.run(["ingest", "--store", "sqlite:\(file)", "-"], input: input) == 0)
        }
        let stores = try await (SQLiteStore(reading: file), store([0, 1]))
        try expectSameFacts(stores.0, stores.1)
        #expect(try stores.0.ledgerStates() == stores.1.ledgerStates())
    }

    /// SQLite gives the answers of the store in memory, after growth, copies, damage and counting anew.
    @Test func everyStoreGivesTheSameAnswers() async throws {
        let memory = MemoryStore()
        let sqlite = try SQLiteStore(writing: folder["ebb.sqlite"])
        let stores: [any Store] = [memory, sqlite]
        try await ingestEverything(into: stores)
        #expect(try FactSheet(memory).differences(from: FactSheet(sqlite)) == [])
        for query in Self.queries {
            let answers = try stores.map { try answer(query, $0) }
            #expect(answers[0] == answers[1], "\(query)")
        }
        for store in stores { try store.forgetClients(readBefore: .max) }
        for query in Self.queries where query.kind != .clients && query.kind != .sources {
            let answers = try stores.map { try answer(query, $0) }
            #expect(answers[0] == answers[1], "\(query)")
        }
    }

    /// The answer without the time at which each store happened to read.
    private func answer(_ query: Query, _ store: any Store) throws -> String {
        try store.answer(query, migration).json.replacing(/"ingestedAt": "[^"]*"/, with: "")
    }

    private func ingestEverything(into stores: [any Store]) async throws {
        let old = settings(migration: .preset("bitnami") ?? migration)
        let lines = days[0].split(separator: 0x0A, omittingEmptySubsequences: false)
        let half = Array(lines[..<100].joined(separator: [0x0A]))
        let steps: [(name: String, bytes: [UInt8], settings: Settings)] = [
            ("access.log", half, settings()),
            ("access.log", days[0] + Array("some garbage\n".utf8), settings()),
            ("copy.log", days[0] + Array("some garbage\n".utf8), settings()),
            ("broken.gz", try gzip(days[1]).dropLast(9), settings()),
            ("other.log", days[1], old),
            ("other.log", days[1], settings()),
            ("third.log.gz", try gzip(days[2]), settings()),
            ("other.log.1", days[1] + days[2], settings()),
        ]
        for step in steps {
            let path = try folder.write(step.bytes, to: step.name)
            for store in stores { try await ingest([path], into: store, step.settings, replaces: true) }
        }
    }

    private static let queries: [Query] = {
        var queries = Query.Kind.allCases.map { Query($0) }
        for endpoint in ["legacy", "current", "backend", "k8s.gcr.io"] {
            for kind in [Query.Kind.summary, .timeseries, .images, .clients, .tools] {
                var query = Query(kind)
                query.endpoint = endpoint
                query.from = Day(year: 2023, month: 3, day: 19)
                query.to = Day(year: 2023, month: 3, day: 20)
                queries.append(query)
            }
        }
        for step in Query.Step.allCases {
            var query = Query(.timeseries)
            query.step = step
            queries.append(query)
        }
        for sort in ["-bytes", "requests", "-lastSeen"] {
            for kind in [Query.Kind.images, .clients] {
                var query = Query(kind)
                query.sort = sort
                query.limit = 0
                query.byTag = kind == .images
                queries.append(query)
            }
        }
        var one = Query(.clients)
        one.repository = "pause"
        var clients = Query(.clients)
        clients.tool = "containerd"
        var tool = Query(.tools)
        tool.tool = "docker"
        var image = Query(.images)
        image.repository = "pause"
        return queries + [one, clients, tool, image]
    }()
}
