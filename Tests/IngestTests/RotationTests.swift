import EbbTesting
import Foundation
import Ingest
import SQLiteStore
import Store
import Testing

/// What rotation, copies and repeated runs do to a log: nothing that counts.
struct RotationTests {
    private let lines = Sample(.vhostCombined).lines(day: 27, count: 60)
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func whole(_ days: [ArraySlice<[UInt8]>]) async throws -> MemoryStore {
        let store = MemoryStore()
        let folder = try Folder()
        for (index, day) in days.enumerated() {
            try await ingest([folder.write(day.joined(), to: "\(index).log")], into: store)
        }
        return store
    }

    /// access.log → access.log.1 → access.log.2.gz, read each day after it has grown a little more.
    @Test func renamedAndCompressed() async throws {
        let store = MemoryStore()
        try folder.write(lines[..<10].joined(), to: "access.log")
        try await ingest([folder.path], into: store)
        // The server goes on for a while after the last run, and a new file is begun.
        try folder.append(lines[10..<20].joined(), to: "access.log")
        try folder.rename("access.log", to: "access.log.1")
        try folder.write(lines[20..<25].joined(), to: "access.log")
        try await ingest([folder.path], into: store)
        try folder.append(lines[25..<40].joined(), to: "access.log")
        try folder.write(gzip(Data(contentsOf: URL(fileURLWithPath: folder["access.log.1"]))), to: "access.log.2.gz")
        try folder.rename("access.log", to: "access.log.1")
        try folder.write(lines[40...].joined(), to: "access.log")
        let report = try await ingest([folder.path], into: store)
        #expect(report.statuses == [.ingested, .ingested, .alreadyIngested])
        try await expectSameFacts(store, whole([lines[..<20], lines[20..<40], lines[40...]]))
        #expect(store.ledger().map(\.lines.total).sorted() == [20, 20, 20])
        let again = try await ingest([folder.path], into: store)
        #expect(again.statuses == [.alreadyIngested, .alreadyIngested, .alreadyIngested])
    }

    /// Copies of one log that were taken one after the other, and all are read in one run.
    @Test(arguments: [1, 2, 4], [false, true])
    func copiesThatGrow(jobs: Int, endCompressed: Bool) async throws {
        for _ in 0..<(jobs == 1 ? 1 : 20) {
            let store = MemoryStore()
            var copies = try [10, 25, 25].enumerated().map { index, count in
                try folder.write(lines[..<count].joined(), to: "access.log.\(index)")
            }
            let last = Array(lines.joined())
            copies.append(
                try endCompressed
                    ? folder.write(gzip(last), to: "access.log.3.gz") : folder.write(last, to: "access.log.3")
            )
            let report = try await ingest(copies, into: store, jobs: jobs)
            #expect(report.statuses == [.ingested, .ingested, .alreadyIngested, .ingested])
            try await expectSameFacts(store, whole([lines[...]]))
        }
    }

    /// The log is copied, then cut to nothing, and grows anew: perhaps beyond where it was.
    @Test(arguments: [5, 10, 30])
    func copiedAndTruncated(newLines: Int) async throws {
        let store = MemoryStore()
        try folder.write(lines[..<10].joined(), to: "access.log")
        try await ingest([folder.path], into: store)
        try folder.append(lines[10..<15].joined(), to: "access.log")
        try folder.write(Data(contentsOf: URL(fileURLWithPath: folder["access.log"])), to: "access.log-20230322")
        let rest = lines[15..<(15 + newLines)]
        try folder.write(rest.joined(), to: "access.log")
        try await ingest([folder.path], into: store, jobs: 4)
        try await expectSameFacts(store, whole([lines[..<15], rest]))
        #expect(store.ledger().map(\.lines.total).sorted() == [15, Int64(newLines)].sorted())
    }

    @Test(arguments: [1, 4])
    func theSameContentUnderManyNamesCountsOnce(jobs: Int) async throws {
        let bytes = Array(lines.joined())
        let store = MemoryStore()
        for name in ["a.log", "b.log", "c.json"] { try folder.write(bytes, to: name) }
        try folder.write(gzip(bytes), to: "d.gz")
        let report = try await ingest([folder.path], into: store, jobs: jobs)
        #expect(report.statuses.count { $0 == .ingested } == 1)
        #expect(report.statuses.count { $0 == .alreadyIngested } == 3)
        #expect(store.ledger().count == 1)
        try await expectSameFacts(store, whole([lines[...]]))
        try expectSums(store)
    }

    /// Copies of one log, taken at different times, that all go on from the state that was read.
    @Test func copiesOfDifferentLengthsCountOnce() async throws {
        let store = MemoryStore()
        try folder.write(lines[..<10].joined(), to: "access.log")
        try await ingest([folder.path], into: store)
        try folder.write(lines[..<20].joined(), to: "access.log")
        try folder.write(lines[..<30].joined(), to: "access.log.1")
        for _ in 0..<2 { try await ingest([folder.path], into: store) }
        try await expectSameFacts(store, whole([lines[..<30]]))
        #expect(store.ledger().map(\.lines.total) == [30])
    }

    /// A file that did not change is not even opened.
    @Test func anUnchangedFileIsNotRead() async throws {
        let path = try folder.write(lines.joined(), to: "access.log")
        let store = MemoryStore()
        try await ingest([path], into: store)
        let times = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)]
        try FileManager.default.setAttributes(times, ofItemAtPath: path)
        try await ingest([path], into: store)
        // Other bytes under the same name, size, time and end: only who opens the file finds out.
        var bytes = Array(lines.joined())
        bytes[3] ^= 1
        try folder.write(bytes, to: "access.log")
        try FileManager.default.setAttributes(times, ofItemAtPath: path)
        let progress = IngestProgress()
        let run = IngestRun(store: store, settings: settings(), progress: progress)
        let report = try await run.run(SourceList([path]))
        #expect(report.statuses == [.alreadyIngested])
        #expect(progress.bytes == 0)
        #expect(progress.lines == 0)
    }

    @Test func aRepairedSourceIsCounted() async throws {
        let store = MemoryStore()
        let file = try gzip(lines.joined())
        let good = try folder.write(lines[..<10].joined(), to: "good.log")
        let path = try folder.write(file.dropLast(20), to: "access.log.gz")
        let report = try await ingest([path, good, folder["missing.log"]], into: store)
        #expect(report.statuses == [.failed, .ingested, .failed])
        // What was never there is no source to remember.
        #expect(store.ledger().map(\.status) == [.failed, .ingested])
        #expect(store.ledger().map(\.name) == [path, good])
        try folder.write(file, to: "access.log.gz")
        try folder.write(lines[..<5].joined(), to: "missing.log")
        try await ingest([path, good, folder["missing.log"]], into: store)
        #expect(store.ledger().map(\.status) == [.ingested, .ingested, .ingested])
        try await expectSameFacts(store, whole([lines[...], lines[..<10], lines[..<5]]))
    }
}
