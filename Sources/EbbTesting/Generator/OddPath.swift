/// A path that no container tool asks for.
struct OddPath {
    let path: String
    let method: LoggedRequest.Method

    /// What scanners try, then what stands on unrelated hosts.
    static let all: [OddPath] =
        [
            "/", "/.env", "/.git/config", "/robots.txt", "/favicon.ico", "/wp-login.php", "/actuator/health",
            "/v2/_catalog",
            "/v1/search?q=nginx&n=25", "/v1/_ping", "/v2/..%2f..%2fetc%2fpasswd", "/v2/foo%00bar/manifests/latest",
            "/v2/PAUSE/manifests/3.9", "/token?service=registry&scope=repository:pause:pull",
            "/cgi-bin/luci/;stok=/locale",
            "/v2/pause/manifests/", "/v2/%E9%95%9C%E5%83%8F/manifests/latest",
        ].map { OddPath(path: $0, method: .get) }
        + [
            OddPath(path: "/v2/pause/blobs/uploads/", method: .post),
            OddPath(path: "/boaform/admin/formLogin", method: .post),
        ]
        + unrelated.map { OddPath(path: $0, method: .get) }

    static let scanned = 0..<all.count - unrelated.count
    static let elsewhere = scanned.upperBound..<all.count

    private static let unrelated = [
        "/release/stable.txt", "/v1.26.2/bin/linux/amd64/kubectl", "/v1.25.6/bin/linux/amd64/kubelet",
        "/dists/kubernetes-xenial/InRelease", "/dists/kubernetes-xenial/main/binary-amd64/Packages.gz",
    ]
}
