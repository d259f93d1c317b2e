import AccessLogs

/// What the fixtures of the text formats hold.
extension FixtureTests {
    static let textErrors: [Family: (records: Int, skipped: Int, reasons: [RejectReason: Int])] = [
        .gcsUsage: (2, 1, [.badTime: 1, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1, .notThisFormat: 1]),
        .alb: (2, 0, [.badTime: 2, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1]),
        .fastlyPipe: (4, 0, [.badTime: 1, .tooFewFields: 2]),
        .quay: (2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1, .tooFewFields: 1]),
        .nginxProxyManager: (
            2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 2, .unterminatedQuote: 1, .notThisFormat: 2]
        ),
        .artifactory: (2, 0, [.badTime: 2, .badStatus: 1, .badBytes: 1, .tooFewFields: 1]),
        .nexus: (2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1, .tooFewFields: 1]),
        .envoy: (2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1, .notThisFormat: 1]),
        .traefik: (2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1, .tooFewFields: 1]),
        .haproxy: (2, 0, [.badTime: 1, .badStatus: 1, .badBytes: 1, .unterminatedQuote: 1, .tooFewFields: 1]),
        .w3c: (2, 4, [.badTime: 1, .badStatus: 1, .badBytes: 1, .tooFewFields: 2]),
    ]

    static let textUnrelated: [Family: (paths: [String?], skipped: Int)] = [
        .gcsUsage: (["/wp-login.php", "/", "/a,b"], 3),
        .alb: (["/wp-login.php", "/a b/c d", "/"], 2),
        .fastlyPipe: (["/wp-login.php", "/simple/pip/", "/simple/a b/"], 1),
        .quay: (["/wp-login.php", "\u{16}\u{3}\u{1}\0\u{DA}\u{1}\0", "/index.html"], 2),
        .nginxProxyManager: (["/wp-login.php", "/\u{DA}\"a b", "/"], 2),
        .artifactory: (["/wp-login.php", "api/v1/cert/root", "/artifactory/api/docker/x/v2/token"], 1),
        .nexus: (["/wp-login.php", "/index.html", "/a b/c d"], 2),
        .envoy: (["/wp-login.php", "/"], 3),
        .traefik: (["/wp-login.php", "/a b/c d", "/v2/etcd/manifests/nope"], 2),
        .haproxy: (["/wp-login.php", "/index.html", "/"], 3),
        .w3c: (["/wp-login.php", "/a+b"], 7),
    ]

    static let textVersions: [Family: (records: Int, skipped: Int, reasons: [RejectReason: Int])] = [
        .gcsUsage: (3, 2, [.notThisFormat: 2]),
        .alb: (3, 0, [.badTime: 2]),
        .fastlyPipe: (3, 0, [.tooFewFields: 2]),
        .quay: (4, 0, [.tooFewFields: 1]),
        .nginxProxyManager: (3, 0, [.notThisFormat: 2]),
        .artifactory: (5, 0, [.badTime: 1, .notThisFormat: 1]),
        .nexus: (3, 0, [.tooFewFields: 2, .notThisFormat: 1]),
        .envoy: (4, 0, [.notThisFormat: 1, .unterminatedQuote: 1]),
        .traefik: (3, 0, [.unterminatedQuote: 2]),
        .haproxy: (4, 0, [.badBytes: 1]),
        .w3c: (2, 10, [.notThisFormat: 1, .unknownVersion: 2]),
    ]
}
