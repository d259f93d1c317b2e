import EbbTesting
import Registry
import Testing

struct RequestTests {
    private static let hex = String(repeating: "0123456789abcdef", count: 4)
    private static let digest = "sha256:" + hex

    struct Row: Sendable, CustomTestStringConvertible {
        let path: String
        let get: Registry.Operation
        let head: Registry.Operation
        let put: Registry.Operation
        var repository = ""
        var reference = ""
        var kind = ReferenceKind.none
        var testDescription: String { path }
    }

    static let rows: [Row] = [
        Row(path: "/v2", get: .ping, head: .ping, put: .other),
        Row(path: "/v2/", get: .ping, head: .ping, put: .other),
        manifest("/v2/pause/manifests/3.9", "pause", "3.9"),
        manifest("/v2/pause/manifests/3.9/", "pause", "3.9"),
        manifest("/v2/sig-storage/csi-provisioner/manifests/v3.4.0", "sig-storage/csi-provisioner", "v3.4.0"),
        manifest("/v2/a/b/c/d/e/manifests/_x", "a/b/c/d/e", "_x"),
        manifest("/v2/pause/manifests/\(digest)", "pause", digest, .digest),
        manifest("/v2/pause/manifests/sha256%3A\(hex)", "pause", digest, .digest),
        manifest("/v2/pause/manifests/sha256%3a\(hex)", "pause", digest, .digest),
        manifest("/v2/pause/manifests/sha256%253A\(hex)", "pause", digest, .digest),
        manifest("/v2/sig%2Fpause/manifests/3%2E9", "sig/pause", "3.9"),
        manifest("/v2/pause/manifests/sha256-\(hex)", "pause", "sha256-\(hex)"),
        manifest("/v2/pause/manifests/sha256-\(hex).sig", "pause", "sha256-\(hex).sig", .signature),
        manifest("/v2/pause/manifests/sha256-\(hex).att", "pause", "sha256-\(hex).att", .signature),
        manifest("/v2/pause/manifests/sha256-\(hex).sbom", "pause", "sha256-\(hex).sbom", .signature),
        manifest("/v2/pause/manifests/sha256-\(hex).sign", "pause", "sha256-\(hex).sign"),
        manifest("/v2/pause/manifests/sha256-abc.sig", "pause", "sha256-abc.sig"),
        manifest("/v2/manifests/manifests/manifests/x", "manifests/manifests", "x"),
        manifest("/v2/manifests/manifests/manifests", "manifests", "manifests"),
        manifest("/v2/blobs/tags/list/manifests/list", "blobs/tags/list", "list"),
        manifest("/v2/blobs/uploads/manifests/1", "blobs/uploads", "1"),
        manifest("/v2/a/manifests/\(String(repeating: "t", count: 128))", "a", String(repeating: "t", count: 128)),
        blob("/v2/pause/blobs/\(digest)", "pause"),
        blob("/v2/pause/blobs/sha256%253A\(hex)", "pause"),
        blob("/v2/pause/manifests/blobs/\(digest)", "pause/manifests"),
        blob("/v2/pause/blobs/sha512:\(hex)\(hex)", "pause", "sha512:\(hex)\(hex)"),
        blob(
            "/v2/pause/blobs/multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8",
            "pause",
            "multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8"
        ),
        blob("/containers/images/\(digest)", ""),
        blob("containers/images/\(digest)", ""),
        blob("/containers/images/sha256%3A\(hex)", ""),
        blob("/some/bucket/containers/images/\(digest)", ""),
        Row(path: "/v2/a/b/blobs/uploads/", get: .push, head: .push, put: .push, repository: "a/b"),
        Row(path: "/v2/a/b/blobs/uploads", get: .push, head: .push, put: .push, repository: "a/b"),
        Row(path: "/v2/a/b/blobs/uploads/6b3554eb-f846", get: .push, head: .push, put: .push, repository: "a/b"),
        Row(path: "/v2/a/b/blobs/uploads/x/y", get: .push, head: .push, put: .push, repository: "a/b"),
        Row(path: "/v2/a/b/tags/list", get: .tagList, head: .tagList, put: .other, repository: "a/b"),
        Row(path: "/v2/a/manifests/tags/list", get: .tagList, head: .tagList, put: .other, repository: "a/manifests"),
        Row(
            path: "/v2/a/referrers/\(digest)",
            get: .referrers,
            head: .referrers,
            put: .other,
            repository: "a",
            reference: digest,
            kind: .digest
        ),
        Row(path: "/v2/_catalog", get: .catalog, head: .catalog, put: .other),
        Row(path: "/v2/_catalog/", get: .catalog, head: .catalog, put: .other),
        Row(path: "/token", get: .token, head: .token, put: .token),
        Row(path: "/v2/token", get: .token, head: .token, put: .token),
        Row(path: "/service/token", get: .token, head: .token, put: .token),
        Row(path: "/v2/auth", get: .token, head: .token, put: .token),
        Row(path: "/auth", get: .token, head: .token, put: .token),
        Row(path: "/auth/", get: .token, head: .token, put: .token),
    ]

    private static func manifest(
        _ path: String,
        _ repository: String,
        _ reference: String,
        _ kind: ReferenceKind = .tag
    ) -> Row {
        Row(
            path: path,
            get: .manifestGet,
            head: .manifestHead,
            put: .push,
            repository: repository,
            reference: reference,
            kind: kind
        )
    }

    private static func blob(_ path: String, _ repository: String, _ reference: String = digest) -> Row {
        Row(
            path: path,
            get: .blobGet,
            head: .blobHead,
            put: .push,
            repository: repository,
            reference: reference,
            kind: .digest
        )
    }

    @Test(arguments: rows)
    func meansWhatTheSpecificationSays(row: Row) {
        let operations =
            [("GET", row.get), ("HEAD", row.head)]
            + ["PUT", "POST", "PATCH", "DELETE", "OPTIONS"].map { ($0, row.put) }
        for (method, operation) in operations {
            let request = Request(method: method, path: row.path)
            #expect(request.operation == operation, "\(method)")
            let isOther = operation == .other
            #expect(request.repository == (isOther ? "" : row.repository))
            #expect(request.reference == (isOther ? "" : row.reference))
            #expect(request.referenceKind == (isOther ? .none : row.kind))
        }
    }

    @Test(arguments: [
        "", "/", "-", "*", "/v1/", "/v1/search", "/v1/repositories/pause/tags", "/v3/", "/V2/", "/v2x", "/v22/",
        "//v2/",
        "/v2//", "/favicon.ico", "/privacy", "/robots.txt", "/.env", "/v2/pause", "/v2/pause/", "/v2/pause/manifests",
        "/v2/pause/manifests/", "/v2/manifests/x", "/v2//manifests/x", "/v2/pause//manifests/x",
        "/v2/pause/manifests//x",
        "/v2//pause/manifests/x", "/v2/Pause/manifests/x", "/v2/../manifests/x", "/v2/a/../b/manifests/x",
        "/v2/./manifests/x", "/v2/a/%2e%2e/manifests/x", "/v2/-a/manifests/x", "/v2/a-/manifests/x",
        "/v2/a..b/manifests/x", "/v2/a___b/manifests/x", "/v2/a._b/manifests/x", "/v2/a_-b/manifests/x",
        "/v2/_a/manifests/x", "/v2/a b/manifests/x", "/v2/a%20b/manifests/x", "/v2/a%00/manifests/x",
        "/v2/%E9%9B%86/manifests/latest", "/v2/集/manifests/latest", "/v2/a:b/manifests/x", "/v2/a%/manifests/x",
        "/v2/a%zz/manifests/x", "/v2/a%2/manifests/x", "/v2/a/manifests/x%", "/v2/a%25252Fb/manifests/x",
        "/v2/a/manifests/.x", "/v2/a/manifests/-x", "/v2/a/manifests/x y", "/v2/a/manifests/x?y",
        "/v2/a/manifests/x%3Fy",
        "/v2/a/manifests/x/y", "/v2/a/manifests/${jndi:ldap}", "/v2/a/manifests/sha256:", "/v2/a/manifests/sha256:0",
        "/v2/a/manifests/:0", "/v2/a/manifests/sha256:\(hex)0", "/v2/a/manifests/SHA256:\(hex)",
        "/v2/a/manifests/sha256:\(hex.uppercased())", "/v2/a/manifests/sha256:sha256:\(hex)",
        "/v2/a/manifests/md5:0123", "/v2/a/manifests/x..y:\(hex)", "/v2/a/blobs/x", "/v2/a/blobs/",
        "/v2/a/blobs/uploadsx/",
        "/v2/a/blobs/\(digest)/x", "/v2/blobs/uploads/", "/v2/A/blobs/uploads/", "/v2/a/tags", "/v2/a/tags/",
        "/v2/a/tags/latest", "/v2/a/tags/list/x", "/v2/tags/list", "/v2/a/referrers/x", "/v2/_catalogs",
        "/v2/a/_catalog",
        "/tokens", "/v2/token/x", "/containers/images/", "/containers/images/x", "/containers/images/\(digest)/x",
        "/images/\(digest)", "/xcontainers/images/\(digest)",
        "/v2/\(String(repeating: "a", count: 256))/manifests/x",
        "/v2/a/manifests/\(String(repeating: "t", count: 129))",
    ])
    func keepsGarbageOut(path: String) {
        let other = Request(method: "GET", path: path)
        #expect(other.operation == .other)
        #expect(other.repository.isEmpty && other.reference.isEmpty && other.referenceKind == .none)
    }

    @Test func takesNamesUpTo255Bytes() {
        let name = String(repeating: "a", count: 255)
        #expect(Request(method: "GET", path: "/v2/\(name)/manifests/x").repository == name)
    }

    @Test(arguments: ["a", "a0", "0", "a.b", "a_b", "a__b", "a-b", "a---b", "a/b/c", "a.b/c_d/e--f", "library/ubuntu"])
    func takesEveryNameOfTheGrammar(name: String) {
        #expect(Request(method: "GET", path: "/v2/\(name)/manifests/x").repository == name)
        #expect(Grammar.isName(name))
    }

    @Test(arguments: [
        ("get", Registry.Operation.manifestGet), ("Head", .manifestHead), ("", .other), ("-", .other),
        ("\u{16}\u{3}", .other),
        ("G ET", .other), ("<BADREQ>", .other), ("PROPFIND", .push),
    ])
    func readsTheMethod(method: String, operation: Registry.Operation) {
        #expect(Request(method: method, path: "/v2/a/manifests/x").operation == operation)
    }

    @Test func survivesEveryMutation() {
        var generator = SeededGenerator(1)
        let alphabet = Array("/v2manifestsblobstagslist:%3A-._\u{0}\u{ff}".utf8)
        for row in Self.rows {
            for _ in 0..<50 {
                var bytes = Array(row.path.utf8)
                for _ in 0..<3 {
                    guard let index = bytes.indices.randomElement(using: &generator),
                        let byte = alphabet.randomElement(using: &generator)
                    else { continue }
                    bytes[index] = byte
                }
                let request = Request(method: "GET", path: String(decoding: bytes, as: UTF8.self))
                #expect(request.repository.isEmpty || Grammar.isName(request.repository))
            }
        }
    }
}
