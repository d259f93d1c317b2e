import EbbTesting
import Registry
import Testing

struct RenameTests {
    private static let migration = Migration(
        name: "test",
        endpoints: [],
        renames: [
            .prefix(from: "team", to: "org/team"),
            .prefix(from: "team/app", to: "apps"),
            .prefix(from: "library", to: ""),
            .exact(from: "team/app/special", to: "special"),
            .exact(from: "same", to: "same"),
            .pattern(pattern: "*-amd64", to: "*"),
            .pattern(pattern: "kube-*-*", to: "kube/*/*"),
            .pattern(pattern: "kube-*", to: "k8s/*"),
            .pattern(pattern: "x-*", to: "first/*"),
            .pattern(pattern: "y*", to: "fixed"),
            .pattern(pattern: "*-x", to: "second/*"),
            .gone("e2e/*"),
            .gone("team/app/dead"),
        ]
    )

    @Test(arguments: [
        ("pause", Renamed.same), ("same", .same), ("", .same),
        ("team", .to("org/team")), ("team/web", .to("org/team/web")), ("teams/web", .same),
        ("team/app", .to("apps")), ("team/app/a/b", .to("apps/a/b")), ("team/apps", .to("org/team/apps")),
        ("team/app/special", .to("special")), ("team/app/special/x", .to("apps/special/x")),
        ("team/app/dead", .gone), ("team/app/dead/x", .to("apps/dead/x")),
        ("library/nginx", .to("nginx")), ("library", .same),
        ("etcd-amd64", .to("etcd")), ("-amd64", .same), ("team/web-amd64", .to("org/team/web-amd64")),
        ("a/etcd-amd64", .to("a/etcd")),
        ("kube-proxy", .to("k8s/proxy")), ("kube-dns-sidecar", .to("kube/dns/sidecar")),
        ("kube-a-b-c", .to("kube/a/b-c")), ("kube-", .same),
        ("x-x", .to("first/x")), ("ybcd", .to("fixed")), ("y", .same),
        ("e2e/agnhost", .gone), ("e2e/a/b", .gone), ("e2e", .same),
    ])
    func renames(repository: String, renamed: Renamed) {
        #expect(Self.migration.renamed(repository) == renamed)
    }

    @Test func aWildcardAgreesWithItsTwin() {
        var generator = SeededGenerator(5)
        func text(_ alphabet: String, _ length: Int) -> String {
            String((0..<length).compactMap { _ in alphabet.randomElement(using: &generator) })
        }
        for _ in 0..<20_000 {
            let pattern = text("ab*", Int.random(in: 1...6, using: &generator))
            let name = text("ab", Int.random(in: 0...8, using: &generator))
            let migration = Migration(name: "", endpoints: [], renames: [.gone(pattern)])
            #expect(
                (migration.renamed(name) == .gone) == matches(Array(pattern)[...], Array(name)[...]),
                "\(pattern) \(name)"
            )
        }
    }

    private func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        guard let next = text.first else { return false }
        if first == "*" {
            return matches(pattern.dropFirst(), text.dropFirst()) || matches(pattern, text.dropFirst())
        }
        return first == next && matches(pattern.dropFirst(), text.dropFirst())
    }
}
