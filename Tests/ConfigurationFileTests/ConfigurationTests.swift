import ConfigurationFile
import Registry
import Testing

struct ConfigurationFileTests {
    @Test(arguments: Fixture.good)
    func takes(fixture: Fixture) throws {
        let configuration = try Configuration(yaml: try fixture.text, file: "ebb.yaml")
        let printed = configuration.yaml()
        #expect(try Configuration(yaml: printed, file: "printed") == configuration, "\(printed)")
    }

    @Test(arguments: Fixture.bad)
    func refuses(fixture: Fixture) throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration(yaml: try fixture.text, file: "ebb.yaml")
        }
        let message = String(describing: error)
        let expected = "ebb.yaml:" + (try fixture.expected)
        #expect(message == expected)
    }

    @Test func thereAreFixtures() {
        #expect(Fixture.good.count > 10 && Fixture.bad.count > 100)
    }

    @Test(arguments: Migration.presetNames)
    func aPresetComesBack(name: String) throws {
        let preset = try #require(Migration.preset(name))
        let configuration = try Configuration(yaml: "migration: {preset: \(name)}", file: "ebb.yaml")
        #expect(configuration.migration == preset)
        #expect(try Configuration(yaml: configuration.yaml(), file: "printed") == configuration)
    }

    @Test func withoutAFileKubernetesIsMeant() throws {
        #expect(Configuration().migration == .kubernetes)
        #expect(Configuration().privacy == Privacy())
        #expect(try Configuration(yaml: "{}", file: "ebb.yaml") == Configuration())
    }

    @Test func everythingIsRead() throws {
        let company = try #require(Fixture.good.first { $0.testDescription == "company.yaml" })
        let configuration = try Configuration(yaml: try company.text, file: "ebb.yaml")
        let old = Endpoint(
            name: "old",
            role: .legacy,
            sites: ["old.example", "old-1.example"].map {
                Site(host: $0, pathPrefix: "/artifactory/api/docker/x", repositoryPrefix: "team")
            },
            vantage: .front
        )
        let new = Endpoint(
            name: "new",
            role: .current,
            sites: [
                Site(host: "new.example"),
                Site(host: "repo.example", pathPrefix: "/artifactory/api/docker/y"),
                Site(host: "repo.example", repositoryPrefix: "team/images"),
                Site(host: "2001:db8::1"),
            ]
        )
        let store = Endpoint(
            name: "store",
            role: .backend,
            sites: [Site(host: "*.s3.example"), Site(host: "bucket-*")],
            observes: [.blobs, .bytes, .clients]
        )
        #expect(configuration.migration.name == "Retire the old registry")
        #expect(configuration.migration.endpoints == [old, new, store])
        #expect(configuration.migration.milestones.map(\.day.description) == ["2026-01-31", "2026-02-28"])
        #expect(
            configuration.migration.renames == [
                .exact(from: "team/app", to: "apps/app"), .prefix(from: "library", to: ""),
                .prefix(from: "team/old", to: "team/new"), .pattern(pattern: "*-amd64", to: "*"),
                .gone("team/dead"), .gone("e2e/*"),
            ]
        )
        let privacy = Privacy(
            store: .keyed,
            show: .keyed,
            minimumGroup: 1,
            forgetAfterDays: 30,
            rotation: .monthly,
            keyFile: "/etc/ebb/key"
        )
        #expect(configuration.privacy == privacy)
    }

    @Test func proxiesAndFieldsAreReadAndStored() throws {
        let hops = try Configuration(yaml: "proxies: {hops: 2}", file: "ebb.yaml")
        #expect(hops.proxies == .hops(2) && hops.stored == hops)
        let trusted = try Configuration(yaml: "proxies: {trusted: [10.9.8.7/8, '2001:db8::1']}", file: "ebb.yaml")
        let networks = try #require([IPNetwork("10.0.0.0/8"), IPNetwork("2001:db8::1/128")] as? [IPNetwork])
        #expect(trusted.proxies == .networks(networks))
        let json = try Configuration(yaml: "json: {time: ts, path: [uri, url]}", file: "ebb.yaml", over: hops)
        #expect(json.json == JSONFields(paths: ["time": ["ts"], "path": ["uri", "url"]]))
        #expect(json.proxies == .hops(2) && json.stored == json)
        let neither = try Configuration(yaml: "{proxies: {}, json: {}}", file: "ebb.yaml", over: json)
        #expect(neither == Configuration())
    }

    @Test func filesOfNetworksAreReadAndStored() throws {
        let fixture = try #require(Fixture.good.first { $0.testDescription == "networks.yaml" })
        let configuration = try Configuration(yaml: try fixture.text, file: "ebb.yaml")
        #expect(configuration.networkFiles == ["ip-ranges.json", "/etc/ebb/cloud.json", "lists/IP to ASN.tsv.gz"])
        #expect(configuration.stored == configuration)
        let base = try Configuration(yaml: "proxies: {hops: 2}", file: "ebb.yaml", over: configuration)
        #expect(base.networkFiles == configuration.networkFiles)
        let none = try Configuration(yaml: "networks: {}", file: "ebb.yaml", over: configuration)
        #expect(none == Configuration())
    }

    @Test func tokensAreReadAndNotStored() throws {
        let fixture = try #require(Fixture.good.first { $0.testDescription == "tokens.yaml" })
        let configuration = try Configuration(yaml: try fixture.text, file: "ebb.yaml")
        #expect(configuration.tokens.map(\.name) == ["grafana", "ops, night shift"])
        #expect(configuration.tokens.map(\.scopes) == [[.read, .clients], [.admin]])
        #expect(
            configuration.tokens[0].sha256.count == 32 && configuration.tokens[0].sha256.starts(with: [0x9F, 0x86])
        )
        #expect(configuration.stored == Configuration())
        #expect(!configuration.stored.yaml().contains("tokens"))
    }

    @Test func whatIsNotWrittenIsTheBases() throws {
        let base = Configuration(migration: .bitnami, privacy: Privacy(store: .prefix))
        let privacy = try Configuration(yaml: "privacy: {minimumGroup: 9}", file: "ebb.yaml", over: base)
        #expect(privacy.migration == .bitnami && privacy.privacy == Privacy(minimumGroup: 9))
        let serve = try Configuration(yaml: "serve: {}", file: "ebb.yaml", over: base)
        #expect(serve == base)
        let preset = try Configuration(yaml: "migration: {preset: k8s.gcr.io}", file: "ebb.yaml", over: base)
        #expect(preset == Configuration(migration: .kubernetes, privacy: base.privacy))
    }

    @Test func aPresetIsExtended() throws {
        let fixture = try #require(Fixture.good.first { $0.testDescription == "preset-extended.yaml" })
        let migration = try Configuration(yaml: try fixture.text, file: "ebb.yaml").migration
        let preset = Migration.kubernetes
        #expect(migration.endpoints.map(\.name) == preset.endpoints.map(\.name) + ["our cache"])
        #expect(migration.endpoints.first { $0.role == .current }?.sites.count == 2)
        #expect(migration.milestones.map(\.name) == ["general availability", "freeze", "redirect", "sunset"])
        #expect(migration.milestones.first { $0.name == "redirect" }?.day.description == "2023-03-21")
    }

    @Test(arguments: [("none", PrivacyMode.none), ("prefix", .prefix), ("exact", .prefix)])
    func whatIsShownFollowsWhatIsStored(store: String, show: PrivacyMode) throws {
        let configuration = try Configuration(yaml: "privacy: {store: \(store)}", file: "ebb.yaml")
        #expect(configuration.privacy.show == show)
    }
}
