import EbbTesting
import Ingest
import Registry
import Store
import Testing
import Traffic

/// What a run says of itself.
struct ReportTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test func asksForAHostWhereLinesNameNone() async throws {
        let sample = Sample(.combined)
        let path = try folder.write(sample.lines(day: 27, count: 20).joined(), to: "access.log")
        let store = MemoryStore()
        let report = try await ingest([path], into: store)
        #expect(report.needsHost)
        #expect(report.errors.allSatisfy { $0.contains("--host") })
        let named = try await ingest([path], into: store, settings(host: "Registry.K8s.io:443"))
        #expect(!named.needsHost)
        #expect(named.statuses == [.ingested])
        #expect(store.sites().map(\.name.host) == ["registry.k8s.io"])
    }

    @Test func namesTheHostsThatNoEndpointClaims() async throws {
        let hosts = ["a.example", "b.example:5000", "A.example", "registry.k8s.io"]
        let lines = (0..<40).map { index in
            "\(hosts[index % 4]) 192.0.2.1 - - [22/Mar/2023:10:11:12 +0000] \"GET /v2/ HTTP/1.1\" 200 2 \"-\" \"a\"\n"
        }
        let first = try folder.write(lines.joined().utf8, to: "1.log")
        let second = try folder.write(lines[..<20].joined().utf8, to: "2.log")
        let report = try await ingest([first, second], into: MemoryStore(), jobs: 2)
        #expect(report.unrelatedHosts == ["a.example": 30, "b.example": 15])
        #expect(report.rows.map(\.lines.unrelated) == [30, 15])
    }

    @Test func aStoppedRunKeepsWholeSourcesOnly() async throws {
        let paths = try (0..<3).map { index in
            try folder.write(Sample(.vhostCombined).lines(day: 27 + index).joined(), to: "\(index).log")
        }
        let store = MemoryStore()
        let progress = IngestProgress()
        progress.stop()
        let report = try await IngestRun(store: store, settings: settings(), progress: progress).run(SourceList(paths))
        #expect(report.rows == [])
        #expect(store.days() == nil)
        let again = try await ingest(paths, into: store)
        #expect(again.statuses == [.ingested, .ingested, .ingested])
    }

    @Test func formatsThatFitNothingAreNamed() async throws {
        let path = try folder.write("what is\nthis?\n".utf8, to: "notes.txt")
        let store = MemoryStore()
        let unknown = try await ingest([path], into: store)
        #expect(unknown.errors.allSatisfy { $0.hasPrefix("\(path): no known format fits its first lines. Nearest: ") })
        let wrong = try await ingest([path], into: store, settings(format: "vhost-combined"))
        #expect(wrong.errors.allSatisfy { $0.contains("none of its 2 lines could be read as vhost-combined. Line 1") })
        let misspelt = try await ingest([path], into: store, settings(format: "combine"))
        #expect(misspelt.errors.allSatisfy { $0.contains("there is no log format \"combine\"") })
        #expect([unknown, wrong, misspelt].allSatisfy { $0.statuses == [.failed] })
        #expect(store.ledger().count == 1)
    }
}
