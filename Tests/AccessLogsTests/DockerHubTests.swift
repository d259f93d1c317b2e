import AccessLogs
import EbbTesting
import Foundation
import Testing

/// Reports by Docker Hub, read into the requests that their rows stand for.
struct DockerHubTests {
    /// `time method path agent ×count` of each record; then reasons of rejects.
    private func read(_ text: String, cuts: Bool = false) throws -> (requests: [String], rejects: [String], Batch) {
        var parser = try LogFormat(option: "docker-hub-csv").makeParser()
        var requests: [String] = []
        var all = Batch()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
        let chunks = cuts ? lines.dropLast().map({ Array($0.utf8) }) : [Array(text.utf8)]
        for chunk in chunks {
            var batch = Batch()
            parser.parse(chunk.span, into: &batch)
            #expect(batch.isUnwrapped)
            let bytes = batch.unwrapped.bytes
            func text(_ range: ByteRange) -> String { String(decoding: bytes[range.indices], as: UTF8.self) }
            for record in batch.records {
                #expect(text(record.host) == "docker.io" && record.status == 200 && record.client.isEmpty)
                let agent = text(record.userAgent)
                requests.append(
                    "\(record.time) \(text(record.method)) \(text(record.path))\(agent.isEmpty ? "" : " " + agent) "
                        + "×\(record.count)"
                )
            }
            #expect(Set(batch.records.map(\.line)).count + batch.rejects.count + batch.skipped == batch.lines)
            all.rejects += batch.rejects
            all.skipped += batch.skipped
            all.lines += batch.lines
        }
        return (requests, all.rejects.map(\.reason.text), all)
    }

    private func fixture(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/docker-hub-csv")
        return try String(contentsOf: folder.appending(path: name + ".log"), encoding: .utf8)
    }

    private let digest = "sha256:6f8801e9fd1eae4d7e2b6b9c5e7a9a7d3d5f8a6b4c2e0f1a3b5c7d9e1f2a4b6c"
    private var zeros: String { "sha256:" + String(repeating: "0", count: 64) }

    @Test(arguments: [false, true])
    func rawReport(cuts: Bool) throws {
        let (requests, rejects, batch) = try read(fixture("basic"), cuts: cuts)
        #expect(
            requests == [
                "1756252800 GET /v2/bitnami/postgresql/manifests/17.6.0 docker/27.3.1 ×1",
                "1756252800 GET /v2/bitnami/redis/manifests/\(digest) containerd/v2.0.0 ×1",
                "1756339200 HEAD /v2/bitnamilegacy/nginx/manifests/latest watchtower ×1",
            ]
        )
        #expect(rejects == [] && batch.skipped == 1 && batch.lines == 4)
    }

    @Test(arguments: [false, true])
    func usageReport(cuts: Bool) throws {
        let (requests, rejects, batch) = try read(fixture("usage"), cuts: cuts)
        #expect(
            requests == [
                "1756299600 GET /v2/bitnami/postgresql/manifests/17.6.0 ×3",
                "1756299600 HEAD /v2/bitnami/postgresql/manifests/17.6.0 ×12",
                "1756303200 GET /v2/bitnami/postgresql/manifests/\(digest) ×2",
                "1756303200 GET /v2/bitnami/postgresql/manifests/\(zeros) ×1",
                "1756306800 HEAD /v2/library/nginx/manifests/latest ×5",
            ]
        )
        // The header, and the row of nothing.
        #expect(rejects == [] && batch.skipped == 2 && batch.lines == 6)
    }

    @Test func namesAreTakenAsWritten() throws {
        let (requests, rejects, _) = try read(fixture("percent-encoding"))
        #expect(
            requests == [
                "1756252800 GET /v2/bitnami/post%67resql/manifests/1%2e0 ×1",
                #"1756252800 GET /v2/bit""nami/postgresql/manifests/latest ×1"#,
            ]
        )
        #expect(rejects == [])
    }

    @Test(arguments: [false, true])
    func rowsThatAreDamaged(cuts: Bool) throws {
        let (requests, rejects, batch) = try read(fixture("recoverable-errors"), cuts: cuts)
        let redis = "/v2/bitnami/redis/manifests/"
        #expect(
            requests == [
                "1756271167 GET \(redis)latest ×2", "1756271167 HEAD \(redis)latest ×1",
                "1756271167 GET \(redis)latest ×2", "1756271167 HEAD \(redis)latest ×1",
                "1756252800 GET \(redis)latest ×7", "1756252800 GET \(redis)7.0 ×9",
            ]
        )
        #expect(
            rejects == [
                "bad time", "bad time", "too few fields", "unterminated quote", "bad request line",
                "bad number of requests", "bad number of requests",
            ]
        )
        #expect(batch.skipped == 3 && batch.lines == 14)
    }

    @Test func sumsOfWeeksAreNoDays() throws {
        let (requests, rejects, _) = try read(fixture("unknown-version"))
        #expect(rejects == ["a sum over more than a day"])
        // Downloads are the pulls; what is called pulls here holds the checks as well. No tag was told.
        #expect(
            requests == [
                "1759104000 GET /v2/bitnami/redis/manifests/\(zeros) ×5",
                "1759104000 HEAD /v2/bitnami/redis/manifests/\(zeros) ×3",
            ]
        )
    }

    @Test func otherActionsAreNoRequests() throws {
        let (requests, rejects, _) = try read(fixture("unrelated-traffic"))
        #expect(requests == ["1756252800 GET /v2/somebody/else/manifests/latest ×1"])
        #expect(rejects == ["bad request line", "bad request line"])
    }

    @Test func withoutAHeaderNothingIsKnown() throws {
        let (requests, rejects, _) = try read("pull_by_tag,2025-08-27,bitnami\n")
        #expect(requests == [] && rejects == ["not this format"])
    }

    @Test(arguments: ["basic", "usage", "recoverable-errors"])
    func isFound(name: String) throws {
        let text = Array(try fixture(name).utf8)
        guard case .found(let finding) = Detection.detect(text.span) else {
            Issue.record("not found")
            return
        }
        #expect(finding.format.name == "docker-hub-csv")
    }

    @Test(arguments: [
        "DATE_GRANULARITY,DATE_REFERENCE,PUBLISHER_NAME,LEVEL,REFERENCE,DATA_DOWNLOADS,VERSION_CHECKS,EVENT_COUNT\n"
            + "weekly,2025-09-29,demo,repository,scout-demo,5,3,8\n",
        "namespace,repository,reference,unique_ips,pull_by_tag,pull_by_digest,version_check\nb,redis,latest,3,5,6,7\n",
    ])
    func aSummaryIsRefusedWithTheWayOut(text: String) {
        guard case .refused(let refusal) = Detection.detect(Array(text.utf8).span) else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.text.contains("week or a month") && refusal.wayOut.contains("raw data"))
    }

    @Test func survivesMutations() throws {
        var generator = SeededGenerator(11)
        for name in ["basic", "usage", "recoverable-errors", "unknown-version"] {
            let bytes = Array(try fixture(name).utf8)
            for _ in 0..<2_000 {
                var mutated = bytes
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    let index = Int.random(in: 0..<mutated.count, using: &generator)
                    switch Int.random(in: 0..<3, using: &generator) {
                    case 0: mutated.remove(at: index)
                    case 1: mutated[index] = UInt8.random(in: 0...255, using: &generator)
                    default: mutated.insert(contentsOf: ",\"\n".utf8.shuffled(using: &generator).prefix(1), at: index)
                    }
                }
                var parser = try LogFormat(option: "docker-hub-csv").makeParser(lineLimit: 300)
                var batch = Batch()
                parser.parse(mutated.span, into: &batch)
                #expect(Set(batch.records.map(\.line)).count + batch.rejects.count + batch.skipped == batch.lines)
                for record in batch.records {
                    let limit = batch.unwrapped.bytes.count
                    #expect(record.path.indices.upperBound <= limit && record.userAgent.indices.upperBound <= limit)
                }
            }
        }
    }
}
