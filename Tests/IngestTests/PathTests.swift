import EbbTesting
import Ingest
import Registry
import Store
import Testing

/// Paths of every make, put together from parts that registries, scanners and rules give them.
struct PathTests {
    private static let digest = "sha256:" + String(repeating: "0a", count: 32)
    private static let heads = [
        "/v2/pause", "/v2/a/b", "/v2/manifests", "/v2/blobs/manifests", "/v2/a/manifests/b", "/v2", "", "/",
        "/v1/pause",
        "/v2/Pause", "/v2/a//b", "/v2/a%2Fb", "/v2/p%61use", "v2/pause", "/hub/v2/pause", "/hub/manifests/v2/pause",
        "/v2/team/pause", "/v2/team", "/v2/teams/pause", "/v2/team/manifests/x", "/hub", "/hub/manifests",
        "/hub/v2/team/pause", "/v2/\(String(repeating: "n", count: 255))", "/v2/\(String(repeating: "n", count: 256))",
    ]
    private static let keywords = [
        "/manifests/", "/blobs/", "/manifest/", "/blobs/uploads/", "/tags/", "/referrers/", "/containers/images/", "/",
        "manifests/", "xblobs/", "/manifests//", "/Manifests/",
    ]
    private static let references = [
        "v1", "latest", "", "-x", "v1/", "list", digest, digest + "/", digest.uppercased(), String(digest.dropLast()),
        digest + "0", "sha256-" + digest.dropFirst(7) + ".sig", "sha512:" + String(repeating: "f", count: 128), "v%31",
        "sha256%3A" + digest.dropFirst(7), "a:b", "v1?ns=k8s.gcr.io", String(repeating: "t", count: 128),
        String(repeating: "t", count: 129),
    ]
    private static let migration = Migration(
        name: "paths",
        endpoints: [
            Endpoint(
                name: "old",
                role: .legacy,
                sites: [
                    Site(host: "old.example"), Site(host: "one.example", pathPrefix: "/hub"),
                    Site(host: "one.example", pathPrefix: "/hub/manifests"),
                    Site(host: "two.example", repositoryPrefix: "team/manifests"),
                ]
            ),
            Endpoint(
                name: "new",
                role: .current,
                sites: [Site(host: "two.example", repositoryPrefix: "team"), Site(host: "*.example")]
            ),
            Endpoint(name: "blobs", role: .backend, sites: [Site(host: "bucket.test"), Site(host: "*.blobs.test")]),
        ]
    )

    @Test func meanWhatTheOracleSays() async throws {
        var random = SeededGenerator(5)
        var log = ""
        for head in Self.heads {
            for keyword in Self.keywords {
                for reference in Self.references {
                    // So that the parts come in ever other orders, and what one path taught is asked of the next.
                    let host = ["old", "one", "two", "three"].randomElement(using: &random) ?? ""
                    let method = ["GET", "HEAD", "GET", "POST", "get", "PUT"].randomElement(using: &random) ?? ""
                    let agent = ["containerd/1.6", "docker (\\x5C(linux\\x5C))"].randomElement(using: &random) ?? ""
                    let path = head + keyword + reference
                    log += "\(host).example 192.0.2.1 - - [22/Mar/2023:10:11:12 +0000] "
                    log += "\"\(method) \(path) HTTP/1.1\" 200 5 \"-\" \"\(agent)\"\n"
                    // The same as the page that led to a bucket.
                    let front =
                        ["\(host).example", "\(host).example:443", "x.blobs.test"].randomElement(using: &random) ?? ""
                    log += "bucket.test 192.0.2.1 - - [22/Mar/2023:10:11:12 +0000] "
                    log += "\"\(method) /containers/images/\(Self.digest) HTTP/1.1\" 200 5 \"https://\(front)\(path)\" "
                    log += "\"\(agent)\"\n"
                }
            }
        }
        let folder = try Folder()
        let store = MemoryStore()
        let report = try await ingest(
            [folder.write(log.utf8, to: "access.log")],
            into: store,
            settings(format: "vhost-combined", migration: Self.migration)
        )
        #expect(report.errors == [])
        var oracle = Oracle(Self.migration)
        oracle.count(Array(log.utf8), as: .vhostCombined)
        let differences = try FactSheet(store).differences(from: oracle.facts)
        #expect(differences == [])
        #expect(store.ledger()[0].lines == oracle.lines)
    }

    @Test("a bucket's blob belongs to the repository whose front led there")
    func blobsOfABucket() async throws {
        let pages = [
            "https://old.example/v2/pause/blobs/\(Self.digest)": "pause",
            "https://two.example/v2/team/a/b/blobs/\(Self.digest)?ns=x": "a/b",
            // No blob, no endpoint, no front, no page.
            "https://old.example/v2/pause/manifests/v1": "(none)",
            "https://elsewhere.test/v2/pause/blobs/\(Self.digest)": "(none)",
            "https://x.blobs.test/v2/pause/blobs/\(Self.digest)": "(none)", "-": "(none)",
        ]
        var log = ""
        for page in pages.keys.sorted() {
            log +=
                "bucket.test 192.0.2.1 - - [22/Mar/2023:10:11:12 +0000] \"GET /containers/images/\(Self.digest) HTTP/1.1\" "
            log += "200 100 \"\(page)\" \"containerd/1.6\"\n"
        }
        let store = MemoryStore()
        let folder = try Folder()
        let path = try folder.write(log.utf8, to: "access.log")
        _ = try await ingest([path], into: store, settings(format: "vhost-combined", migration: Self.migration))
        let answer = try store.answer(Query(.images), Self.migration)
        let bytes = Dictionary(uniqueKeysWithValues: answer.rows.map { ($0[0], $0[6]) })
        #expect(bytes == [.text("pause"): .integer(100), .text("a/b"): .integer(100), .text("(none)"): .integer(400)])
    }
}
