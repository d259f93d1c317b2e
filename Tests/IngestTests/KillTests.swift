import EbbTesting
import Foundation
import Ingest
import SQLiteStore
import Store
import Testing

/// Killed at any point, then run again = never killed.
struct KillTests {
    @Test(arguments: [1, 2])
    func killedAndRunAgainIsNeverKilled(jobs: Int) async throws {
        let ebb = try EbbBinary()
        let folder = try Folder()
        let generator = Generator(.sample.divided(by: 2))
        var paths: [String] = []
        for day in 20..<32 {
            let file = generator.files(day: day)[0]
            paths.append(try folder.write(day % 2 == 0 ? file.bytes : gzip(file.bytes), to: file.name))
        }
        let fresh = MemoryStore()
        try await ingest(paths, into: fresh)
        // What a whole run takes here and now, other tests beside it: kills fall anywhere within it.
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try ebb.run(arguments(store: folder["whole.sqlite"], jobs, paths)) == 0)
        let whole = clock.now - start
        var kills = 0
        var round = 0
        while kills < 6 {
            round += 1
            try #require(round < 200, "every run ended before it was killed")
            let store = folder["\(round).sqlite"]
            for _ in 0..<2 {
                let process = try ebb.start(arguments(store: store, jobs, paths))
                try await Task.sleep(for: whole * Double.random(in: 0..<1))
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if process.terminationReason == .uncaughtSignal { kills += 1 }
                if FileManager.default.fileExists(atPath: store) { try expectWhole(store, partOf: fresh) }
            }
            #expect(try ebb.run(arguments(store: store, jobs, paths)) == 0)
            let done = try SQLiteStore(reading: store)
            try expectSameFacts(done, fresh)
            #expect(try done.ledgerStates() == fresh.ledgerStates())
            try expectSums(done)
        }
    }

    private func arguments(store: String, _ jobs: Int, _ paths: [String]) -> [String] {
        ["ingest", "--store", "sqlite:\(store)", "--jobs", "\(jobs)"] + paths
    }

    /// What a killed run leaves is a store that adds up, with none but whole sources.
    private func expectWhole(_ path: String, partOf fresh: MemoryStore) throws {
        // Killed before its first transaction, it is an empty file yet.
        guard let store = try? SQLiteStore(reading: path) else { return }
        try expectSums(store)
        let states = try fresh.ledgerStates()
        #expect(try store.ledgerStates().allSatisfy(states.contains))
    }
}
