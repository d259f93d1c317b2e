import EbbTesting
import Foundation
import Ingest
import Registry
import SQLiteStore
import Store
import Testing

/// Counting anew under another configuration: the result is that of a fresh store.
struct ReplaceTests {
    private let lines = Sample(.vhostCombined).lines(day: 27, count: 80)
    private let folder: Folder

    /// Without the endpoint that most lines are at.
    private let before = settings(
        migration: Migration(
            name: "",
            endpoints: [Endpoint(name: "new", role: .current, sites: [Site(host: "registry.k8s.io")])]
        )
    )
    private let after = settings()

    init() throws { folder = try Folder() }

    private func stores() throws -> [any Store] {
        [MemoryStore(), try SQLiteStore(writing: folder["ebb.sqlite"])]
    }

    @Test func givesWhatAFreshStoreHolds() async throws {
        let path = try folder.write(lines.joined(), to: "access.log")
        let packed = try folder.write(gzip(lines[..<40].joined()), to: "other.log.gz")
        for store in try stores() {
            try await ingest([path, packed], into: store, before)
            let old = try FactSheet(store)
            let refused = try await ingest([path, packed], into: store, after)
            #expect(refused.statuses == [.failed, .failed])
            #expect(
                refused.errors.first
                    == "\(path) was counted under other settings (configuration, --host, --format or --vantage). "
                    + "Give the same settings, or --replace to count it anew."
            )
            #expect(try FactSheet(store) == old)
            let replaced = try await ingest([path, packed], into: store, after, replaces: true)
            #expect(replaced.statuses == [.ingested, .ingested])
            try await expectFresh(store, [path, packed], after)
            // Once more, and back again.
            let again = try await ingest([path, packed], into: store, after, replaces: true)
            #expect(again.statuses == [.alreadyIngested, .alreadyIngested])
            try await ingest([path, packed], into: store, before, replaces: true)
            try await expectFresh(store, [path, packed], before)
        }
    }

    /// The log has grown since, in the middle of a line the first time.
    @Test(arguments: [0, 30])
    func countsWhatHasGrownMeanwhile(cut: Int) async throws {
        for store in try stores() {
            let bytes = Array(lines.joined())
            let path = try folder.write(bytes[..<(lines[..<20].joined().count - cut)], to: "access.log")
            try await ingest([path], into: store, before)
            try folder.write(bytes, to: "access.log")
            let refused = try await ingest([path], into: store, after)
            #expect(refused.statuses == [.failed])
            try await ingest([path], into: store, after, replaces: true)
            try await expectFresh(store, [path], after)
            try folder.append(lines[..<5].joined(), to: "access.log")
            try await ingest([path], into: store, after)
            try await expectFresh(store, [path], after)
        }
    }

    /// Rotated and compressed, it is still the same content.
    @Test func findsTheContentUnderAnotherName() async throws {
        for store in try stores() {
            let path = try folder.write(lines.joined(), to: "access.log")
            try await ingest([path], into: store, before)
            let packed = try folder.write(gzip(lines.joined()), to: "access.log.2.gz")
            let refused = try await ingest([packed], into: store, after)
            #expect(refused.statuses == [.failed])
            try await ingest([packed], into: store, after, replaces: true)
            try await expectFresh(store, [packed], after)
        }
    }

    /// Other forms of clients cannot be joined.
    @Test func refusesAnotherFormOfClients() async throws {
        let path = try folder.write(lines.joined(), to: "access.log")
        for store in try stores() {
            try await ingest([path], into: store, after)
            await #expect(throws: StoreError.self) {
                try await ingest([path], into: store, settings(privacy: Privacy(store: .prefix)), replaces: true)
            }
            try await expectFresh(store, [path], after)
        }
    }

    private func expectFresh(
        _ store: any Store,
        _ paths: [String],
        _ settings: Settings,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let fresh = MemoryStore()
        try await ingest(paths, into: fresh, settings)
        try expectSameFacts(store, fresh, sourceLocation: sourceLocation)
        #expect(try store.ledgerStates() == fresh.ledgerStates(), sourceLocation: sourceLocation)
        try expectSums(store)
    }
}
