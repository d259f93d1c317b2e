import EbbTesting
import Registry
import Testing

struct ToolTests {
    private static let docker =
        "docker/20.10.12 go/go1.16.12 git-commit/459d0df kernel/5.13.0-35-generic os/linux arch/amd64"

    @Test(arguments: [
        ("containerd/v1.5.2", "containerd", "1.5"), ("containerd/1.5.5-0ubuntu3~20.04.1", "containerd", "1.5"),
        ("containerd/v1.6.23", "containerd", "1.6"), ("containerd/1.6.20~ds1", "containerd", "1.6"),
        ("containerd/1.7.24~ds1", "containerd", "1.7"), ("containerd/2.0.0+unknown", "containerd", "2.0"),
        (docker + #" UpstreamClient(Docker-Client/20.10.12 \(linux\))"#, "docker", "20.10"),
        (docker + " UpstreamClient(Go-http-client/1.1)", "docker", "20.10"),
        ("docker/28.2.0-rc.2 go/go1.24.3 containerd-client/2.0.5+unknown storage-driver/overlayfs", "docker", "28.2"),
        (
            #"docker/20.10.24+dfsg1 go/go1.19.8 UpstreamClient(Docker-Client/20.10.24+dfsg1 \(linux\))"#, "docker",
            "20.10"
        ),
        ("Docker-Client/20.10.12 (linux)", "docker-client", "20.10"),
        ("cri-o/1.34.0 go/go1.25.0 os/linux arch/amd64", "cri-o", "1.34"),
        ("cri-o/1.27.8-2.rhaos4.14.gitbfac241.el9 go/go1.20.12 os/linux arch/amd64", "cri-o", "1.27"),
        ("cri-o/1.28.0 go/go1.20 os/linux arch/amd64", "cri-o", "1.28"),
        ("containers/5.39.2 (github.com/containers/image)", "containers", "5.39"),
        ("Buildah/1.30.0", "buildah", "1.30"), ("libpod/4.9.3", "libpod", "4.9"), ("skopeo/1.9.3", "skopeo", "1.9"),
        ("bootc/1.1.5 skopeo/1.16.0", "bootc", "1.1"), ("crane/0.11.0 go-containerregistry/0.11.0", "crane", "0.11"),
        ("go-containerregistry/v0.19.1", "go-containerregistry", "0.19"),
        (
            "go-containerregistry/v0.x",
            "go-containerregistry", "0"
        ),
        ("flux/v2 go-containerregistry/v0.14.0", "flux", "2"),
        ("my-tool/3.4.5 go-containerregistry/v0.14.0", "my-tool", "3.4"),
        ("buildkit/v0.12", "buildkit", "0.12"), ("buildkit/v0.12-dev", "buildkit", "0.12"),
        ("kaniko/v1.9.0", "kaniko", "1.9"), ("kaniko/v1.9.0,skaffold-v0.25.45", "kaniko", "1.9"),
        ("Helm/3.10.0", "helm", "3.10"), ("harbor-registry-client", "harbor-registry-client", ""),
        ("Artifactory/7.25.6 72506900", "artifactory", "7.25"), ("Artifactory/6.18.0", "artifactory", "6.18"),
        ("Nexus/3.32.0-03 (OSS; Linux; 5.4.0-1055-azure; amd64", "nexus", "3.32"),
        ("Go-http-client/1.1", "go-http-client", "1.1"), ("Go-http-client/2.0", "go-http-client", "2.0"),
        ("Renovate/37.140.2 (https://github.com/renovatebot/renovate)", "renovate", "37.140"),
        ("RenovateBot/24.0.0 (https://github.com/renovatebot/renovate)", "renovate", "24.0"),
        ("dependabot-core/0.325.1 excon/1.2.5 ruby/3.4.5 (x86_64-linux)", "dependabot-core", "0.325"),
        ("trivy/0.50.1 go-containerregistry/v0.19.0", "trivy", "0.50"), ("openbuildservice", "openbuildservice", ""),
        ("regclient/regctl (v0.4.5)", "regctl", "0.4"), ("regclient/regsync (v0.5.0)", "regsync", "0.5"),
        ("regclient/0.5", "regclient", "0.5"), ("curl/7.88.1", "curl", "7.88"), ("curl", "curl", ""),
        ("Java/11.0.2", "java", "11.0"), ("python-requests/2.31.0", "python-requests", "2.31"),
        ("CONTAINERD/V1.6.0", "containerd", "1.6"), ("containerd/", "containerd", ""),
        ("containerd/unknown", "containerd", ""),
        ("containerd/.5", "containerd", ""), ("containerd/1..5", "containerd", "1"),
        ("containerd/123456789.1", "containerd", ""),
        ("  containerd/1.6\t", "containerd", "1.6"), ("containerd/1.6\u{0}x", "containerd", "1.6"),
        ("python-push/1", "other", "python-push/1"), ("Mozilla/5.0 (X11; Linux x86_64)", "other", "Mozilla/5.0"),
        (#"odd "quoted" \back ua"#, "other", "odd"), (#" \back ua"#, "other", #"\back"#), ("集/1.0", "other", "???/1.0"),
        ("/", "other", "/"), ("/1.0", "other", "/1.0"),
        (String(repeating: "x", count: 99), "other", String(repeating: "x", count: 32)),
        ("a<b>/1 go-containerregistry/v1", "other", "a<b>/1"),
        ("", "(none)", ""), ("-", "(none)", ""), (" \t\r\n", "(none)", ""), ("\u{0}\u{1B}\u{7F}", "(none)", ""),
    ])
    func reads(userAgent: String, family: String, version: String) {
        let tool = Tool(userAgent: userAgent)
        #expect(tool.family == family)
        #expect(tool.version == version)
    }

    @Test(arguments: [
        "docker/20.10.12", "containerd/v1.6.23", "cri-o/1.34.0", "containers/5.39.2", "libpod/4.9.3", "Buildah/1.30.0",
        "skopeo/1.9.3", "crane/0.11.0", "go-containerregistry/v0.19.1", "buildkit/v0.12", "kaniko/v1.9.0",
        "Helm/3.10.0",
        "flux/v2", "bootc/1.1", "harbor-registry-client", "Go-http-client/1.1", "nerdctl/1.0",
        "regclient/regctl (v0.5)",
        "oras/1.0.0", "trivy/0.50", "my-tool/1 go-containerregistry/v0.14.0",
    ])
    func sendsAReferer(userAgent: String) { #expect(Tool(userAgent: userAgent).sendsReferer) }

    @Test(arguments: [
        "", "curl/7.88.1", "Java/11", "Artifactory/7.25.6", "Nexus/3.32.0-03", "python-requests/2", "Ruby",
        "node-fetch/1.0",
        "Mozilla/5.0 (X11)", "stargz-snapshotter/0.15", "Renovate/37", "dependabot-core/0.3", "something/1.0",
    ])
    func sendsNone(userAgent: String) { #expect(!Tool(userAgent: userAgent).sendsReferer) }

    @Test func knowsMirrorsAndAutomation() {
        let mirrors = ["Artifactory/7", "Nexus/3 (OSS)", "harbor-registry-client", "regclient/regsync (v0.5)"]
        #expect(mirrors.allSatisfy { Tool(userAgent: $0).isMirror && !Tool(userAgent: $0).isAutomation })
        let automation = [
            "Renovate/37", "RenovateBot/1", "dependabot-core/0.3", "dependabot/1", "trivy/0.5", "kube-probe/1.27",
        ]
        #expect(automation.allSatisfy { Tool(userAgent: $0).isAutomation && !Tool(userAgent: $0).isMirror })
        let neither = ["docker/20", "containerd/1", "curl/7", "", "other/1"]
        #expect(neither.allSatisfy { !Tool(userAgent: $0).isAutomation && !Tool(userAgent: $0).isMirror })
    }

    @Test func holdsNoControlCharacters() {
        var generator = SeededGenerator(6)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let tool = Tool(userAgent: String(decoding: bytes, as: UTF8.self) + " go-containerregistry/v1")
            #expect((tool.family + tool.version).utf8.allSatisfy { 0x20...0x7E ~= $0 })
            #expect(tool.family.utf8.count <= 32 && tool.version.utf8.count <= 32)
        }
    }
}
