import EbbTesting
import Foundation
import Ingest
import Registry
import SQLiteStore
import Store
import Testing

/// However little memory there is: what is counted is the same, and no file is left.
struct SpillTests {
    private let folder: Folder
    /// Where temporary files are made.
    private let spills: Folder

    /// Under these one endpoint is missing.
    private let others = settings(
        migration: Migration(
            name: "",
            endpoints: [Endpoint(name: "new", role: .current, sites: [Site(host: "registry.k8s.io")])]
        )
    )

    init() throws { (folder, spills) = try (Folder(), Folder()) }

    private func stores() throws -> [any Store] {
        [MemoryStore(), try SQLiteStore(writing: folder["\(UUID().uuidString).sqlite"])]
    }

    /// Each line from another client than most others, on two days, at both ends of the move; some can't be read.
    private func lines(_ numbers: Range<Int>) -> [UInt8] {
        var text = ""
        for number in numbers {
            let isOld = number % 3 == 0
            let client = number * 7 % 4001
            let image = number % 1201
            text += "\(isOld ? "k8s.gcr.io" : "registry.k8s.io") 10.0.\(client >> 8).\(client & 255) - - "
            text += "[\(number % 5 == 0 ? 21 : 20)/Mar/2023:\(10 + number % 14):00:00 +0000] "
            text += "\"GET /v2/team/app\(image % 301)/manifests/v\(image) HTTP/1.1\" \(isOld ? 302 : 200) \(number) "
            text += "\"-\" \"containerd/1.\(number % 7)\"\n"
            if number % 1000 == 7 { text += "line \(number) is no request\n" }
        }
        return Array(text.utf8)
    }

    /// Ingests with next to no memory, and says how often facts were moved out of it.
    @discardableResult
    private func squeeze(
        _ paths: [String],
        into store: any Store,
        _ settings: Settings = settings(),
        jobs: Int = 1,
        replaces: Bool = false
    ) async throws -> Int {
        let report = try await ingest(
            paths,
            into: store,
            settings,
            jobs: jobs,
            memoryLimit: 1,
            folder: spills.path,
            readSize: 1 << 16,
            replaces: replaces
        )
        #expect(report.errors == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: spills.path) == [])
        return report.spills
    }

    private func expectUnlimited(
        _ store: any Store,
        _ paths: [String],
        _ settings: Settings = settings()
    ) async throws {
        let whole = MemoryStore()
        let report = try await ingest(paths, into: whole, settings)
        #expect(report.spills == 0)
        try expectSameFacts(store, whole)
        #expect(try store.ledgerStates() == whole.ledgerStates())
        #expect(try store.rejects().map(\.reject) == whole.rejects().map(\.reject))
        try expectSums(store)
    }

    @Test func oneSource() async throws {
        let path = try folder.write(lines(0..<6000), to: "access.log")
        for store in try stores() {
            #expect(try await squeeze([path], into: store) > 5)
            try await expectUnlimited(store, [path])
            #expect(try await squeeze([path], into: store) == 0)
            try await expectUnlimited(store, [path])
        }
    }

    @Test func severalAtOnce() async throws {
        var paths = try (0..<5).map { part in
            try folder.write(lines(part * 1500..<part * 1500 + 2000), to: "\(part).log")
        }
        paths.append(try folder.write(gzip(lines(7000..<9000)), to: "last.log.gz"))
        paths.append(try folder.write([], to: "empty.log"))
        for store in try stores() {
            #expect(try await squeeze(paths, into: store, jobs: 2) > 10)
            try await expectUnlimited(store, paths)
        }
    }

    @Test func countedAnew() async throws {
        let path = try folder.write(lines(0..<3000), to: "access.log")
        let packed = try folder.write(gzip(lines(2000..<4000)), to: "other.log.gz")
        for store in try stores() {
            try await squeeze([path, packed], into: store, others)
            try await expectUnlimited(store, [path, packed], others)
            #expect(try await squeeze([path, packed], into: store, replaces: true) > 10)
            try await expectUnlimited(store, [path, packed])
            try await squeeze([path, packed], into: store, others, jobs: 2, replaces: true)
            try await expectUnlimited(store, [path, packed], others)
            // Counted with little memory, taken back with much, and the other way round.
            try await ingest([path, packed], into: store, replaces: true)
            try await expectUnlimited(store, [path, packed])
            try await squeeze([path], into: store, others, replaces: true)
            try await squeeze([path], into: store, replaces: true)
            try await expectUnlimited(store, [path, packed])
        }
    }

    /// Cut within a line, so that something is taken back.
    @Test(arguments: [0, 30])
    func growing(cut: Int) async throws {
        let bytes = lines(0..<5000)
        for store in try stores() {
            for end in [bytes.count / 3 - cut, bytes.count * 2 / 3 - cut, bytes.count] {
                let path = try folder.write(bytes[..<end], to: "access.log")
                #expect(try await squeeze([path], into: store) > 1)
            }
            try await expectUnlimited(store, [folder["access.log"]])
            try folder.append(lines(5000..<7000), to: "access.log")
            try await squeeze([folder["access.log"]], into: store, others, replaces: true)
            try await expectUnlimited(store, [folder["access.log"]], others)
        }
    }

    @Test func cutOff() async throws {
        let whole = try folder.write(gzip(lines(0..<2000)), to: "whole.log.gz")
        let broken = try folder.write(gzip(lines(1000..<7000)).dropLast(1000), to: "broken.log.gz")
        for store in try stores() {
            try await squeeze([whole], into: store)
            let before = try FactSheet(store)
            let report = try await ingest(
                [broken],
                into: store,
                memoryLimit: 1,
                folder: spills.path,
                readSize: 1 << 16
            )
            #expect(report.statuses == [.failed])
            #expect(try FactSheet(store) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: spills.path) == [])
        }
    }

    /// A folder that can't be written in fails the source, and says where.
    @Test func nowhereToSpill() async throws {
        let path = try folder.write(lines(0..<2000), to: "access.log")
        for store in try stores() {
            let report = try await ingest([path], into: store, memoryLimit: 1, folder: folder["missing"])
            #expect(report.statuses == [.failed])
            #expect(report.errors.first?.contains("\(folder["missing"]) can't hold it") == true)
            #expect(try store.days() == nil)
        }
    }
}
