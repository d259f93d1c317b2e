import EbbTesting
import Ingest
import Registry
import Store
import Testing

/// Reports by Docker Hub, from the file to the answers.
struct DockerHubTests {
    private let header = "datehour,repository,tag,version_checks,pulls\n"
    private let rows = [
        "2025/08/27/13,bitnami/redis,7.0,40,5\n", "2025/08/27/14,bitnami/redis,7.0,2,0\n",
        "2025/08/27/14,bitnamilegacy/redis,7.0,0,3\n", "2025/08/28/00,somebody/redis,7.0,1,9\n",
        "2025-09-01,bitnami/redis,7.0,1,x\n", "2025/08/28/23,bitnami/redis,latest,1,1\n",
    ]

    @Test func pullsAndVersionChecksAreCounted() async throws {
        let folder = try Folder()
        let path = try folder.write((header + rows.joined()).utf8, to: "usage.csv")
        let store = MemoryStore()
        let report = try await ingest([path], into: store, settings(migration: .bitnami))
        let lines = try #require(report.rows.first).lines
        #expect(report.rows.first?.format == "docker-hub-csv")
        // A row with both is one line.
        #expect(lines.total == 7 && lines.counted == 4 && lines.unrelated == 1 && lines.rejected == 1)
        #expect(report.unrelatedHosts == ["docker.io": 10])
        var query = Query(.images)
        query.byTag = true
        let images = try store.answer(query, .bitnami).csv
        for row in ["redis,7.0,legacy,47,5,42,", "redis,latest,legacy,2,1,1,", "redis,7.0,current,3,3,0,"] {
            #expect(images.contains(row), "\(images)")
        }
        let summary = try store.answer(Query(.summary), .bitnami)
        let place = try #require(summary.columns.firstIndex { $0.name == "clients" })
        let bytes = try #require(summary.columns.firstIndex { $0.name == "bytes" })
        #expect(summary.rows.allSatisfy { $0[place] == .null && $0[place + 1] == .null && $0[bytes] == .null })
    }
}
