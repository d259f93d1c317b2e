import Registry
import Testing

struct PresetTests {
    @Test func presetsHaveNames() {
        #expect(Migration.presetNames == ["k8s.gcr.io", "k8s.gcr.io-storage", "bitnami"])
        #expect(Migration.presetNames.allSatisfy { Migration.preset($0) != nil })
        #expect(Migration.preset("k8s.gcr.io") == .kubernetes)
        #expect(Migration.preset("K8S.gcr.io") == nil)
    }

    @Test(arguments: Migration.presetNames)
    func presetsAreWhole(name: String) throws {
        let migration = try #require(Migration.preset(name))
        let roles = migration.endpoints.map(\.role)
        #expect(roles.contains(.legacy) && roles.contains(.current))
        #expect(Set(migration.endpoints.map(\.name)).count == migration.endpoints.count)
        #expect(migration.milestones.map(\.day) == migration.milestones.map(\.day).sorted())
        #expect(migration.milestones.map(\.day).count >= 3)
    }

    @Test(arguments: [
        ("k8s.gcr.io", "/v2/pause/manifests/3.9", "k8s.gcr.io", Role.legacy, "pause"),
        ("us.gcr.io", "/v2/k8s-artifacts-prod/pause/manifests/3.9", "k8s.gcr.io", .legacy, "pause"),
        ("eu.gcr.io", "/v2/k8s-artifacts-prod/sig-storage/x/manifests/1", "k8s.gcr.io", .legacy, "sig-storage/x"),
        ("asia.gcr.io", "/v2/k8s-artifacts-prod/pause/manifests/3.9", "k8s.gcr.io", .legacy, "pause"),
        ("gcr.io", "/v2/google-containers/pause/manifests/3.9", "k8s.gcr.io", .legacy, "pause"),
        ("gcr.io", "/v2/google_containers/pause/manifests/3.9", "k8s.gcr.io", .legacy, "pause"),
        ("registry.k8s.io", "/v2/pause/manifests/3.9", "registry.k8s.io", .current, "pause"),
        (
            "us-central1-docker.pkg.dev", "/v2/k8s-artifacts-prod/images/pause/manifests/3.9", "Artifact Registry",
            .backend,
            "pause"
        ),
        ("europe-west2-docker.pkg.dev", "/v2/other/pause/manifests/3.9", "Artifact Registry", .backend, "other/pause"),
        ("prod-registry-k8s-io-us-east-2", "containers/images/x", "Amazon S3", .backend, ""),
        (
            "prod-registry-k8s-io-us-east-2.s3.dualstack.us-east-2.amazonaws.com", "/containers/images/x", "Amazon S3",
            .backend, ""
        ),
        ("cdn.registry.k8s.io", "/containers/images/x", "CDN", .backend, ""),
        ("d1be1w964nk82h.cloudfront.net", "/containers/images/x", "CDN", .backend, ""),
        ("us.artifacts.k8s-artifacts-prod.appspot.com", "containers/images/x", "k8s.gcr.io storage", .backend, ""),
        (
            "storage.googleapis.com", "/us.artifacts.k8s-artifacts-prod.appspot.com/containers/images/x",
            "k8s.gcr.io storage", .backend, ""
        ),
    ])
    func kubernetes(host: String, path: String, endpoint: String, role: Role, repository: String) throws {
        let claim = try #require(Migration.kubernetes.claim(host: host, path: path))
        #expect(Migration.kubernetes.endpoints[claim.endpoint].name == endpoint)
        #expect(Migration.kubernetes.endpoints[claim.endpoint].role == role)
        #expect(Request(method: "GET", path: claim.path).repository == repository)
    }

    @Test(arguments: [
        ("gcr.io", "/v2/k8s-staging-foo/pause/manifests/3.9"), ("gcr.io", "/v2/google-containersx/pause/manifests/3.9"),
        ("us.gcr.io", "/v2/other/pause/manifests/3.9"), ("storage.googleapis.com", "/other/containers/images/x"),
        ("docker.io", "/v2/library/nginx/manifests/1"), ("gcr.io", "/v2/"),
    ])
    func isNoneOfKubernetes(host: String, path: String) {
        #expect(Migration.kubernetes.claim(host: host, path: path) == nil)
    }

    /// A storage log of the old registry and a front's log of it cannot both count: one preset for each.
    @Test func oldBucketsAreLegacyOnlyWhereNoFrontIs() throws {
        let bucket = "us.artifacts.k8s-artifacts-prod.appspot.com"
        let claim = try #require(Migration.kubernetesStorage.claim(host: bucket, path: "containers/images/x"))
        let endpoint = Migration.kubernetesStorage.endpoints[claim.endpoint]
        #expect(endpoint.name == "k8s.gcr.io" && endpoint.role == .legacy && endpoint.vantage == .backend)
        #expect(!endpoint.observes.contains(.manifests) && endpoint.observes.contains(.bytes))
        #expect(Migration.kubernetesStorage.isLegacy(referer: "https://k8s.gcr.io/v2/pause/manifests/3.9"))
    }

    @Test(arguments: ["docker.io", "registry-1.docker.io", "index.docker.io"])
    func bitnami(host: String) throws {
        let old = try #require(Migration.bitnami.claim(host: host, path: "/v2/bitnami/redis/manifests/7"))
        let new = try #require(Migration.bitnami.claim(host: host, path: "/v2/bitnamilegacy/redis/manifests/7"))
        #expect(Migration.bitnami.endpoints[old.endpoint].role == .legacy)
        #expect(Migration.bitnami.endpoints[new.endpoint].role == .current)
        #expect(old.path == new.path)
        #expect(Migration.bitnami.claim(host: host, path: "/v2/bitnamisecure/redis/manifests/7") == nil)
    }
}
