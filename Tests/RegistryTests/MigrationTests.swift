import Registry
import Testing

struct MigrationTests {
    private static let migration = Migration(
        name: "test",
        endpoints: [
            Endpoint(
                name: "old",
                role: .legacy,
                sites: [
                    Site(host: "old.example"),
                    Site(host: "hub.example", repositoryPrefix: "bitnami"),
                    Site(host: "repo.example", pathPrefix: "/artifactory/api/docker/x"),
                    Site(host: "repo.example", pathPrefix: "/artifactory", repositoryPrefix: "x"),
                    Site(host: "fd00::1"),
                ]
            ),
            Endpoint(
                name: "new",
                role: .current,
                sites: [
                    Site(host: "new.example"),
                    Site(host: "hub.example", repositoryPrefix: "bitnamilegacy"),
                    Site(host: "hub.example", repositoryPrefix: "bitnami/moved"),
                ]
            ),
            Endpoint(
                name: "store",
                role: .backend,
                sites: [
                    Site(host: "*.example"), Site(host: "cdn-*.*.example"), Site(host: "cdn-1.eu.example"),
                    Site(host: "objects.example", pathPrefix: "/bucket"),
                ]
            ),
        ]
    )

    @Test(arguments: [
        ("old.example", "/v2/pause/manifests/1", "old", 0, "/v2/pause/manifests/1"),
        ("OLD.Example", "/v2/", "old", 0, "/v2/"),
        ("old.example:5000", "/v2/", "old", 0, "/v2/"),
        ("old.example.", "/v2/", "old", 0, "/v2/"),
        ("old.example.:443", "/favicon.ico", "old", 0, "/favicon.ico"),
        ("old.example", "", "old", 0, "/"),
        ("old.example", "containers/images/x", "old", 0, "/containers/images/x"),
        ("[fd00::1]:5000", "/v2/", "old", 4, "/v2/"),
        ("[FD00::1]", "/v2/", "old", 4, "/v2/"),
        ("fd00::1", "/v2/", "old", 4, "/v2/"),
        ("hub.example", "/v2/bitnami/redis/manifests/1", "old", 1, "/v2/redis/manifests/1"),
        ("hub.example", "/v2/bitnami%2Fredis/manifests/1", "old", 1, "/v2/redis/manifests/1"),
        ("hub.example", "/v2/bitnamilegacy/redis/manifests/1", "new", 1, "/v2/redis/manifests/1"),
        ("hub.example", "/v2/bitnami/moved/redis/manifests/1", "new", 2, "/v2/redis/manifests/1"),
        ("hub.example", "/v2/bitnamix/redis/manifests/1", "store", 0, "/v2/bitnamix/redis/manifests/1"),
        ("hub.example", "/v2/bitnami", "store", 0, "/v2/bitnami"),
        ("hub.example", "/v2/bitnami/", "store", 0, "/v2/bitnami/"),
        ("repo.example", "/artifactory/api/docker/x/v2/a/manifests/1", "old", 2, "/v2/a/manifests/1"),
        ("repo.example", "/artifactory/api/docker/x", "old", 2, "/"),
        (
            "repo.example", "/artifactory/api/docker/xy/v2/a/manifests/1", "store", 0,
            "/artifactory/api/docker/xy/v2/a/manifests/1"
        ),
        ("repo.example", "/artifactory/v2/x/a/manifests/1", "old", 3, "/v2/a/manifests/1"),
        ("any.example", "/v2/", "store", 0, "/v2/"),
        ("cdn-2.us.example", "/v2/", "store", 1, "/v2/"),
        ("cdn-1.eu.example", "/v2/", "store", 2, "/v2/"),
        ("objects.example", "/bucket/containers/images/x", "store", 3, "/containers/images/x"),
        ("objects.example", "/buckets/containers/images/x", "store", 0, "/buckets/containers/images/x"),
    ])
    func claims(host: String, path: String, endpoint: String, site: Int, rest: String) throws {
        let claim = try #require(Self.migration.claim(host: host, path: path))
        #expect(Self.migration.endpoints[claim.endpoint].name == endpoint)
        #expect(claim.site == site)
        #expect(claim.path == rest)
    }

    @Test(arguments: [
        "", "-", "example", ".example", "old.example.org", "xold.example.com", "[", ":", "[::1]", "fd00::2",
    ])
    func leavesTheRestUnrelated(host: String) {
        #expect(Self.migration.claim(host: host, path: "/v2/") == nil)
    }

    @Test(arguments: [
        ("http://old.example/v2/x/manifests/v1", true), ("https://OLD.example:5000/v2/x/manifests/v1?ns=a", true),
        ("https://old.example", true), ("https://user:secret@old.example/v2/", true), ("HTTPS://old.example/#x", true),
        ("https://hub.example/v2/bitnami/redis/manifests/1", true),
        ("https://hub.example/v2/bitnamilegacy/redis/manifests/1", false),
        ("https://hub.example/", false), ("https://repo.example/artifactory/api/docker/x/v2/a/manifests/1", true),
        ("https://repo.example/v2/a/manifests/1", false), ("https://[fd00::1]:443/v2/", true),
        ("https://new.example/v2/x/manifests/v1", false), ("https://cdn-1.eu.example/", false),
        ("https://elsewhere.test/?u=https://old.example/v2/", false), ("https://elsewhere.test/old.example", false),
        ("https://old.example@elsewhere.test/v2/", false), ("old.example/v2/", false), ("ftp://old.example/v2/", false),
        ("https:old.example", false), ("", false), ("-", false), ("https://", false),
    ])
    func knowsALegacyReferer(referer: String, isLegacy: Bool) {
        #expect(Self.migration.isLegacy(referer: referer) == isLegacy)
    }

    @Test(arguments: [
        ("old.example", true), ("Old.Example:443", true), ("repo.example", true), ("new.example", false),
        ("hub.example", false), ("cdn-1.eu.example", false), ("elsewhere.test", false), ("", false),
    ])
    func knowsALegacyHost(host: String, isLegacy: Bool) {
        #expect(Self.migration.isLegacy(host: host) == isLegacy)
    }

    @Test func sitesAreNormalized() {
        #expect(Site(host: "Old.Example:5000") == Site(host: "old.example"))
    }

    @Test func vantagesRunFromTheOutside() {
        #expect(Vantage.allCases.shuffled().sorted() == [.edge, .front, .origin, .backend])
    }
}
