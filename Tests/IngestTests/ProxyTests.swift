import Ingest
import Registry
import Testing

/// What the settings say of proxies.
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
}
