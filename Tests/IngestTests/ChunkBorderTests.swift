import EbbTesting
import Ingest
import Store
import Testing

/// What is counted depends on the bytes only, never on where they are cut into chunks.
struct ChunkBorderTests {
    @Test(arguments: OracleFormat.allCases)
    func anyBorderGivesTheSameFacts(format: OracleFormat) async throws {
        let sample = Sample(format)
        let lines = sample.lines(day: 27, count: 12)
        let folder = try Folder()
        // The last line has no newline.
        let path = try folder.write(lines.joined().dropLast(), to: "access.log")
        let longest = lines.map(\.count).max() ?? 0
        let settings = settings(host: sample.host, format: sample.option ?? format.rawValue)
        let whole = MemoryStore()
        try await ingest([path], into: whole, settings)
        let expected = try FactSheet(whole)
        // The first border moves on by a byte each time, and those behind it by more.
        for readSize in 1...longest {
            let store = MemoryStore()
            try await ingest([path], into: store, settings, lineLimit: longest, readSize: readSize)
            #expect(try FactSheet(store) == expected, "\(readSize)")
            #expect(try store.ledgerStates() == whole.ledgerStates(), "\(readSize)")
        }
    }

    /// Combined lines wait for the logrus line of the same request, over chunk borders too.
    @Test func linesThatWaitForOthersSurviveBorders() async throws {
        let folder = try Folder()
        let path = try folder.write(DistributionSample.mixed, to: "registry.log")
        let settings = settings(host: "registry.k8s.io", format: "distribution")
        let whole = MemoryStore()
        try await ingest([path], into: whole, settings)
        #expect(whole.ledger()[0].lines.counted == 3)
        for readSize in 1...500 {
            let store = MemoryStore()
            try await ingest([path], into: store, settings, lineLimit: 600, readSize: readSize)
            try expectSameFacts(store, whole, "\(readSize)")
            #expect(try store.ledgerStates() == whole.ledgerStates(), "\(readSize)")
        }
    }
}

/// Output of a registry, in which one request stands in two lines, in either order.
enum DistributionSample {
    static let mixed = Array((first + second + third).utf8)

    private static func logrus(_ path: String, _ second: Int, status: Int) -> String {
        #"time="2023-03-22T10:11:\#(second).5Z" level=info msg="response completed" go.version=go1.19.8 "#
            + #"http.request.host="registry.k8s.io" http.request.method=GET http.request.remoteaddr="192.0.2.7:43792" "#
            + #"http.request.uri=\#(path) http.request.useragent="containerd/1.6.20" "#
            + "http.response.duration=2.059765ms http.response.status=\(status) http.response.written=20\n"
    }

    private static func combined(_ path: String, _ second: Int, status: Int) -> String {
        #"192.0.2.7 - - [22/Mar/2023:10:11:\#(second) +0000] "GET \#(path) HTTP/1.1" \#(status) 20 "" "#
            + "\"containerd/1.6.20\"\n"
    }

    private static let manifest = "/v2/pause/manifests/3.9"
    private static let first = combined(manifest, 10, status: 200) + logrus(manifest, 10, status: 200)
    private static let second = logrus("/v2/", 20, status: 401) + combined("/v2/", 20, status: 401)
    /// A request that the registry wrote one line about only.
    private static let third = combined("/v2/etcd/manifests/3.5", 30, status: 404)
}
