import EbbTesting
import Ingest
import Registry
import Store
import Testing

/// What the settings say of proxies, and what comes of it.
struct ProxyTests {
    @Test(
        "they are part of the fingerprint only where they are configured",
        arguments: [
            .hops(2), .networks([IPNetwork("10.0.0.0/8")].compactMap(\.self)),
        ] as [TrustedProxies]
    )
    func fingerprint(proxies: TrustedProxies) {
        let plain = settings()
        #expect(!plain.json.contains("proxies") && !plain.json.contains("jsonFields"))
        var settings = plain
        settings.proxies = proxies
        #expect(settings.fingerprint != plain.fingerprint)
        #expect(Settings(json: settings.json) == settings)
        settings.proxies = nil
        settings.jsonFields = JSONFields(paths: ["path": ["uri"], "time": ["ts", "time"]])
        #expect(settings.fingerprint != plain.fingerprint)
        #expect(Settings(json: settings.json) == settings)
    }

    @Test func whetherClientsAreKnownIsNoPartOfIt() {
        let endpoints = migration.endpoints.map {
            Endpoint(name: $0.name, role: $0.role, sites: $0.sites, observes: $0.observes.subtracting(.clients))
        }
        let other = Migration(name: migration.name, endpoints: endpoints)
        #expect(settings().fingerprint == settings(migration: other).fingerprint)
    }

    /// The whole way, by a format that has both.
    @Test(
        "the settings say which hop is the client",
        arguments: [
            (nil, ["10.0.0.1", "10.0.0.2"]), (.hops(2), ["-", "198.51.100.1"]),
            (.networks([IPNetwork("10.0.0.0/8")].compactMap(\.self)), ["198.51.100.9", "203.0.113.5"]),
        ] as [(TrustedProxies?, [String])]
    )
    func client(proxies: TrustedProxies?, clients: [String]) async throws {
        let folder = try Folder()
        let lines = [("10.0.0.1", "198.51.100.1, 203.0.113.5"), ("10.0.0.2", "198.51.100.9")].map { peer, chain in
            #"{"time":"2023-03-22T10:11:12Z","peer":"\#(peer)","chain":"\#(chain)","host":"registry.k8s.io","method":"GET","#
                + #""path":"/v2/","status":200,"bytes":2}"# + "\n"
        }
        let path = try folder.write(lines.joined().utf8, to: "access.log")
        let store = MemoryStore()
        var settings = settings()
        settings.proxies = proxies
        settings.jsonFields = JSONFields(paths: [
            "time": ["time"], "client": ["peer"], "forwardedFor": ["chain"], "host": ["host"], "method": ["method"],
            "path": ["path"], "status": ["status"], "bytes": ["bytes"],
        ])
        let report = try await ingest([path], into: store, settings)
        #expect(report.rows.map(\.format) == ["json"] && report.rows.map(\.lines.counted) == [2])
        let answer = try store.answer(Query(.clients), migration)
        let found = answer.rows.compactMap { row in
            if case .text(let text) = row[0] { return text }
            return nil
        }
        #expect(found.sorted() == clients)
    }
}
