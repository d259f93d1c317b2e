import Foundation
import Registry
import Store
import Testing

/// What the definition `session` counts, beside what real clients did: see ``TruthTests`` for `manifest`.
struct SessionTruthTests {
    struct View: CustomTestStringConvertible, Sendable {
        var port: String
        var file: String
        /// Whether the log takes curl's X-Forwarded-For for a client of its own.
        var takesForwarded = false

        var testDescription: String { "\(port) in \(file)" }
    }

    static let views = [
        View(port: "5000", file: "registry-text.log", takesForwarded: true),
        View(port: "5080", file: "registry-text.log"),
        View(port: "5081", file: "registry-text.log", takesForwarded: true),
        View(port: "5083", file: "registry-text.log"),
        View(port: "5080", file: "nginx-combined.log"), View(port: "5080", file: "nginx-vhost-xff.log"),
        View(port: "5081", file: "apache-combined.log"), View(port: "5083", file: "caddy-json.log"),
    ]

    /// Where Docker's table and the truth part, by tool: the truth calls these no pulls, but a manifest is got.
    private static func parted(_ view: View) -> [(tool: String, sessions: Int64, what: String)] {
        [
            ("skopeo/1.9", 1, "inspect: a manifest by its tag, then another and one blob"),
            ("containerd/1.7", 1, "mirror-ns: a bare GET of a manifest"),
            ("curl/7.88", 1, "get-manifest: a bare GET of a manifest, and parts of a blob"),
            (
                "curl/7.88", view.takesForwarded ? 2 : 1,
                "not-modified (not honoured) and xff: a bare GET of one manifest each"
            ),
        ]
    }

    @Test(arguments: views)
    func sessionsAreThePulls(view: View) async throws {
        guard let truth = corpus("truth.tsv"), let log = corpus(view.file) else { return }
        let wanted = Self.pulls(String(decoding: truth, as: UTF8.self), port: view.port)
        #expect(wanted == ["docker": 3, "containerd": 2, "skopeo": 2])
        let lines = String(decoding: log, as: UTF8.self).split(separator: "\n")
        // The registry's own log is that of all listeners, which its structured lines tell apart.
        let own =
            view.file.hasPrefix("registry") ? lines.filter { $0.contains("host=\"127.0.0.1:\(view.port)\"") } : lines
        let folder = try Folder()
        let path = try folder.write(Array((own.joined(separator: "\n") + "\n").utf8), to: view.file)
        let migration = Migration(
            name: "recorded",
            endpoints: [
                Endpoint(name: "new", role: .current, sites: [Site(host: "127.0.0.1"), Site(host: "localhost")])
            ]
        )
        let store = MemoryStore()
        try await ingest([path], into: store, settings(host: "127.0.0.1", migration: migration))
        var found: [String: Int64] = [:]
        for record in try store.answer(Query(.tools), migration).rows {
            guard case .text(let tool) = record[0], case .text(let version) = record[1],
                case .integer(let pulls) = record[4]
            else { continue }
            if pulls > 0 { found["\(tool)/\(version)"] = pulls }
        }
        var expected = ["docker/20.10": wanted["docker"] ?? 0, "containerd/1.6": wanted["containerd"] ?? 0]
        expected["skopeo/1.9"] = wanted["skopeo"]
        for (tool, sessions, _) in Self.parted(view) { expected[tool, default: 0] += sessions }
        // Somebody else looked in later.
        if view.file == "nginx-combined.log" { expected["cri-o/1.28"] = 1 }
        #expect(found == expected)
        let reasons = Self.parted(view).map { "  \($0.tool) \($0.sessions) more: \($0.what)" }
        print(
            ([view.testDescription + ": \(found.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })"] + reasons)
                .joined(separator: "\n")
        )
    }

    /// By client, as the truth has them.
    private static func pulls(_ truth: String, port: String) -> [String: Int64] {
        var pulls: [String: Int64] = [:]
        for line in truth.split(separator: "\n") {
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count == 6, fields[0] == port, fields[4].hasPrefix("1 pull") else { continue }
            pulls[fields[1], default: 0] += 1
        }
        return pulls
    }

    private func corpus(_ name: String) -> [UInt8]? {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return (try? Data(contentsOf: folder.appending(path: "shared/corpora/local-servers/\(name)"))).map {
            [UInt8]($0)
        }
    }
}
