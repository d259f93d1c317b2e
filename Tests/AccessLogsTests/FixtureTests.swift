import AccessLogs
import Testing

/// One family of formats, and how its fixtures are read.
enum Family: String, CaseIterable {
    case vhostCombined = "vhost-combined"
    case common
    case nginx
    case apache
    case googleLB = "google-lb"
    case s3 = "s3-access"
    case cloudFront = "cloudfront"
    case distribution
    case distributionJSON = "distribution-json"
    case harbor
    case cloudflare
    case azureFrontDoor = "azure-frontdoor"
    case fastlyJSON = "fastly-json"
    case gitLabRegistry = "gitlab-registry"
    case traefikJSON = "traefik-json"
    case envoyJSON = "envoy-json"
    case caddy
    case nginxJSON = "nginx-json"
    case anyJSON = "json"
    case gcsUsage = "gcs-usage"
    case alb
    case fastlyPipe = "fastly-pipe"
    case quay
    case nginxProxyManager = "nginx-proxy-manager"
    case artifactory
    case nexus
    case envoy
    case traefik
    case haproxy
    case w3c

    /// The value of `--format`.
    var option: String {
        switch self {
        case .nginx:
            #"log_format json escape=json '{"time":"$time_iso8601","remote_addr":"$remote_addr","host":"$host",'"#
                + #" '"method":"$request_method","uri":"$request_uri","status":$status,"bytes":$body_bytes_sent,'"#
                + #" '"referer":"$http_referer","agent":"$http_user_agent","took":"$request_time"}';"#
        case .apache:
            #"LogFormat "%{%Y-%m-%d %H:%M:%S}t.%{msec_frac}t %{%z}t %a %v %m %U%q %H %>s %O\t\"%{Referer}i\""#
                + #"\t\"%{User-Agent}i\"" timed"#
        case .traefikJSON: "traefik"
        case .envoyJSON: "envoy"
        default: rawValue
        }
    }

    var format: LogFormat {
        get throws { try LogFormat(option: option) }
    }

    /// The port that the servers log behind a client.
    var portOfClients: Int? {
        switch self {
        case .distribution, .distributionJSON: 43_792
        case .envoyJSON: 59_292
        case .traefikJSON: 39_490
        default: nil
        }
    }

    /// The bytes that the servers log beyond the body.
    var headerBytes: Int64 {
        switch self {
        case .apache: 200
        case .cloudFront: 300
        default: 0
        }
    }

    func parse(_ fixture: String) throws -> Parsed {
        Parsed(try AccessLogsTests.fixture("\(rawValue)/\(fixture).log"), as: try format)
    }
}

struct FixtureTests {
    private static let docker =
        "docker/24.0.5 go/go1.20.6 git-commit/a61e2b4 kernel/6.1.0 os/linux arch/amd64 "
        + #"UpstreamClient(Docker-Client/24.0.5 \(linux\))"#
    private static let digest = "sha256:7031c1b283388d2c2e09b57badb803c05ebed362dc88d84b480cc47f72a21097"

    /// The same five requests come out of every format, as far as it holds them.
    @Test(arguments: Family.allCases)
    func basic(family: Family) throws {
        let parsed = try family.parse("basic")
        #expect(parsed.rejects.isEmpty)
        let headers =
            [.cloudFront: 2, .distribution: 6, .distributionJSON: 6, .harbor: 11, .gcsUsage: 1, .w3c: 4][family] ?? 0
        #expect(parsed.skipped == headers)
        try #require(parsed.records.count == 5)
        let records = parsed.records
        #expect(records.map(\.time) == [1_709_251_197, 1_709_251_198, 1_709_251_199, 1_709_251_200, 1_709_251_201])
        if family != .fastlyPipe {
            #expect(records.map(\.method) == ["HEAD", "GET", "GET", "GET", "GET"])
            #expect(records.map(\.status) == [200, 200, 307, 404, 401])
        }
        #expect(records[1].path == "/v2/pause/manifests/\(Self.digest)")
        #expect(records[4].path == "/v2/")
        #expect(records[4].query == "ns=registry.example")
        let extra = try family.format.bytesIncludeHeaders && family != .googleLB ? family.headerBytes : 0
        let plain: [Int64] = [0, 2761, 0, 94, 87]
        #expect(records.map(\.bytes) == plain.map { family == .fastlyPipe ? -1 : $0 + extra })
        let port = family.portOfClients.map { ":\($0)" }
        let clients = family == .envoy ? records.map(\.forwardedFor) : records.map(\.client)
        #expect(clients[0] == (family == .fastlyPipe ? nil : "192.0.2.10" + (port ?? "")))
        #expect(clients[4] == (family == .fastlyPipe ? nil : port.map { "[2001:db8::7]" + $0 } ?? "2001:db8::7"))
        let format = try family.format
        let withPort = [.vhostCombined, .alb, .azureFrontDoor].contains(family)
        let host = format.hasHost && family != .traefik ? (withPort ? "old.example:443" : "old.example") : nil
        #expect(records.allSatisfy { $0.host == host })
        let hasReferer = format.hasReferer && family != .envoy || family == .haproxy
        #expect(records[4].referer == (hasReferer ? "http://old.example/v2/" : nil))
        #expect(records[0].userAgent == (family == .common ? nil : Self.docker))
        #expect(records[4].userAgent == (family == .common ? nil : "containerd/1.6.20"))
        let isBoth = family == .envoyJSON || family == .azureFrontDoor
        #expect(records.allSatisfy { isBoth || $0.client == nil || $0.forwardedFor == nil })
    }

    /// Paths stay percent-encoded once, and agents lose what the server added to them.
    @Test(arguments: Family.allCases)
    func percentEncoding(family: Family) throws {
        let records = try family.parse("percent-encoding").records
        try #require(records.count == 3)
        #expect(records[0].path == "/v2/%E9%9B%86/manifests/latest")
        #expect(records[1].path?.hasPrefix("/v2/pause/blobs/sha256%3A873ed7") == true)
        #expect(records[2].path == "/v2/a%20b/tags/list")
        #expect(records[2].query == "n=1%2C2")
        // S3 is not known to escape anything, so its line holds the agent's own quotes; HAProxy's captures have no names.
        if family != .common, family != .s3, family != .haproxy {
            #expect(records[2].userAgent == #"odd "quoted" \back ua"#)
        }
    }

    static let errors: [Family: (records: Int, skipped: Int, reasons: [RejectReason: Int])] = [
        .vhostCombined: (2, 0, [.badTime: 3, .badStatus: 1, .badBytes: 1, .tooFewFields: 1]),
        .common: (2, 0, [.badTime: 2, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1, .tooFewFields: 1]),
        .nginx: (2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 1, .tooFewFields: 1]),
        .apache: (2, 0, [.badTime: 2, .badStatus: 1, .badBytes: 1, .tooFewFields: 1]),
        .googleLB: (2, 0, [.badJSON: 3, .badTime: 1, .badStatus: 1, .badBytes: 1, .badRequest: 1]),
        .s3: (2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 1, .tooFewFields: 2]),
        .cloudFront: (2, 2, [.badTime: 1, .badStatus: 1, .badBytes: 1, .tooFewFields: 1, .notThisFormat: 1]),
        .distribution: (2, 3, [.badTime: 1, .badStatus: 2, .badBytes: 1, .unterminatedQuote: 1, .tooFewFields: 1]),
        .distributionJSON: (2, 3, [.badTime: 1, .badStatus: 2, .badBytes: 1, .badJSON: 1, .tooFewFields: 1]),
        .harbor: (
            2, 2,
            [.badTime: 1, .badStatus: 1, .badBytes: 2, .unterminatedQuote: 2, .noTime: 1, .tooFewFields: 1]
        ),
    ]

    /// A line that cannot be read is counted by its reason, and the next one is read.
    @Test(arguments: Family.allCases)
    func recoverableErrors(family: Family) throws {
        let parsed = try family.parse("recoverable-errors")
        let expected = try #require(Self.errors[family] ?? Self.textErrors[family] ?? Self.jsonErrors[family])
        #expect(parsed.records.count == expected.records)
        #expect(parsed.skipped == expected.skipped)
        #expect(parsed.reasons == expected.reasons)
        #expect(parsed.records.first?.path == "/v2/pause/manifests/3.9")
        #expect(parsed.records.last?.query == "ns=registry.example")
    }

    static let unrelated: [Family: (paths: [String?], skipped: Int)] = [
        .vhostCombined: (["\u{16}\u{3}\u{1}\0\u{DA}\u{1}\0", "/wp-login.php", "/index.html", "/", "/a b/c d"], 3),
        .common: (["\u{16}\u{3}\u{1}\0\u{DA}\u{1}\0", "/wp-login.php", "/index.html", "/", "/a b/c d"], 3),
        .nginx: (["/wp-login.php", "/v2/etcd/manifests/nope", "*"], 2),
        .apache: (["/wp-login.php", "*"], 2),
        .googleLB: (["/wp-login.php", nil], 4),
        .s3: (["old/layer.tar", "tmp/a%20b", "/", "/robots.txt"], 2),
        .cloudFront: (["/wp-login.php", "/v2/pause/manifests/\(digest)", "/v2/etcd/manifests/nope"], 4),
        .distribution: (["/v2/etcd/manifests/nope", "/", "/wp-login.php"], 4),
        .distributionJSON: (["/v2/etcd/manifests/nope", "/", "/wp-login.php"], 4),
        .harbor: (["/", "/wp-login.php", "/api/v2.0/systeminfo", "/v2/etcd/manifests/nope"], 7),
    ]

    /// Scanners, proxies and garbage are requests too; an empty request line, a start-up line, a remark are none.
    @Test(arguments: Family.allCases)
    func unrelatedTraffic(family: Family) throws {
        let parsed = try family.parse("unrelated-traffic")
        let expected = try #require(Self.unrelated[family] ?? Self.textUnrelated[family] ?? Self.jsonUnrelated[family])
        #expect(parsed.rejects.isEmpty)
        #expect(parsed.skipped == expected.skipped)
        // The byte DA alone is no UTF-8.
        #expect(parsed.records.map(\.path) == expected.paths.map { $0?.replacing("\u{DA}", with: "\u{FFFD}") })
    }

    static let versions: [Family: (records: Int, skipped: Int, reasons: [RejectReason: Int])] = [
        .vhostCombined: (3, 0, [.notThisFormat: 2]),
        .common: (3, 0, [.notThisFormat: 1, .tooFewFields: 1]),
        .nginx: (1, 0, [.notThisFormat: 4]),
        .apache: (3, 0, [.badTime: 1]),
        .googleLB: (2, 0, [.badRequest: 1, .badJSON: 1]),
        .s3: (5, 0, [.tooFewFields: 1]),
        .cloudFront: (4, 5, [.unknownVersion: 3]),
        .distribution: (2, 3, [:]),
        .distributionJSON: (4, 3, [:]),
        .harbor: (6, 1, [.tooFewFields: 2]),
    ]

    /// Older, newer and foreign lines: more fields are fine, other formats are refused and never misread.
    @Test(arguments: Family.allCases)
    func unknownVersion(family: Family) throws {
        let parsed = try family.parse("unknown-version")
        let expected = try #require(Self.versions[family] ?? Self.textVersions[family] ?? Self.jsonVersions[family])
        #expect(parsed.records.count == expected.records)
        #expect(parsed.skipped == expected.skipped)
        #expect(parsed.reasons == expected.reasons)
        #expect(parsed.records.allSatisfy { $0.path?.hasPrefix("/v2/") == true })
    }

    @Test func s3TakesTheBucketWhereThereIsNoHost() throws {
        let records = try Family.s3.parse("unknown-version").records
        #expect(records.map(\.host) == ["images-bucket", "images-bucket"] + Array(repeating: "old.example", count: 3))
    }

    @Test func absoluteTargetsFillAnAbsentHost() throws {
        #expect(try Family.common.parse("unrelated-traffic").records[2].host == "proxy.example:8080")
        #expect(try Family.vhostCombined.parse("unrelated-traffic").records[2].host == "old.example:443")
    }

    @Test(arguments: Family.allCases)
    func isDetected(family: Family) throws {
        // A format string is nobody's default.
        let name = detectedName(try fixture("\(family.rawValue)/basic.log"))
        switch family {
        case .nginx: #expect(name == "nginx-json")
        // A format string is nobody's default.
        case .apache: #expect(name.hasPrefix("unknown"))
        default: #expect(name == family.option)
        }
    }
}
