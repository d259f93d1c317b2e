/// A client's software: its user agent, and how it asks.
package struct Agent: Sendable {
    /// The order of requests of one pull.
    enum Sequence: Sendable, CaseIterable {
        /// HEAD tag, GET index and manifest by digest, configuration and layers; no ping.
        case containerd
        /// Ping, HEAD tag, then GETs by digest (Docker 20.10 and later).
        case docker
        /// Ping, GET tag, GET platform's manifest (Docker before 20.10; containers/image; go-containerregistry).
        case getTag
        /// As containerd, but most layers are in the build cache.
        case buildkit
        /// A pull-through cache: HEAD tag each time, GETs by tag and digest when that changed.
        case mirror
        /// A signature: ping, GET of the tag `sha256-….sig`.
        case signature
        /// Ping and the list of tags.
        case tagsList
        /// A single GET or HEAD of a tag.
        case single
    }

    /// The user agent as sent; empty for none.
    package let text: String
    /// The software's name.
    package let tool: String
    let sequence: Sequence
    /// Go's HTTP client names the URL that redirected it.
    let sendsReferer: Bool
    let followsRedirects: Bool
    let weight: Double

    var isMirror: Bool { sequence == .mirror }

    private init(
        _ tool: String,
        _ sequence: Sequence,
        _ weight: Double,
        sendsReferer: Bool = true,
        followsRedirects: Bool = true,
        _ text: String
    ) {
        self.text = text
        self.tool = tool
        self.sequence = sequence
        self.sendsReferer = sendsReferer
        self.followsRedirects = followsRedirects
        self.weight = weight
    }

    /// Every agent that pulls, then those of scanners; requests name theirs by its index here.
    package static let all = pullers + scanners
    static let scannerIndices = pullers.count..<pullers.count + scanners.count
    /// Agents that pull, by weight; mirrors are given to clients on their own.
    static let weights = Weights(pullers.map { $0.isMirror ? 0 : $0.weight })
    static let mirrorIndices = pullers.indices.filter { pullers[$0].isMirror }

    private static let pullers: [Agent] =
        containerd + docker + oldDocker + containersImage + goContainerRegistry + others

    private static let containerd: [Agent] = [
        ("1.6.18", 9.0), ("v1.6.6", 6), ("1.6.12", 5), ("v1.6.19", 5), ("1.5.11-bottlerocket", 4), ("1.4.13", 3),
        ("1.6.8", 3), ("v1.5.9-k3s1", 3), ("1.5.5-0ubuntu3~20.04.2", 2), ("v1.6.15-k3s1", 2), ("1.5.16", 2),
        ("1.4.9+unknown", 1), ("1.6.20~ds1", 1), ("v1.7.0", 1), ("1.3.9-0ubuntu1", 0.5),
    ].map { Agent("containerd", .containerd, $0.1, "containerd/\($0.0)") }

    private static let kernels = [
        "5.4.228-131.415.amzn2.x86_64", "5.15.0-1031-aws", "5.4.0-1103-azure", "4.14.301-224.520.amzn2.x86_64",
        "5.10.162+", "5.15.49-linuxkit",
    ]

    private static let docker: [Agent] = [
        ("20.10.17", "go1.18.6", "a89b842", 6.0), ("20.10.23", "go1.18.10", "6051f14", 4),
        ("20.10.7", "go1.16.4", "b0f5bc3", 3),
        ("23.0.1", "go1.19.5", "bc3805a", 2),
    ].flatMap { version, go, commit, weight in
        kernels.enumerated().map { index, kernel in
            let client = index % 3 == 2 ? "Docker-Client/\(version) \\(linux\\)" : "Go-http-client/1.1"
            let text =
                "docker/\(version) go/\(go) git-commit/\(commit) kernel/\(kernel) os/linux arch/amd64 UpstreamClient(\(client))"
            return Agent("docker", .docker, weight / Double(index + 1) / 4, text)
        }
    }

    private static let oldDocker: [Agent] = [
        ("19.03.15", "go1.13.15", "99e3ed8919", 2.0), ("18.09.9", "go1.11.13", "039a7df", 1),
        ("19.3.6", "go1.12.17", "369ce74a3c", 1),
        ("17.03.2-ce", "go1.7.5", "f5ec1e2", 0.5),
    ].flatMap { version, go, commit, weight in
        kernels.prefix(3).map { kernel in
            let text =
                "docker/\(version) go/\(go) git-commit/\(commit) kernel/\(kernel) os/linux arch/amd64 "
                + "UpstreamClient(Go-http-client/1.1)"
            return Agent("docker", .getTag, weight / 5, text)
        }
    }

    private static let containersImage = [
        Agent("cri-o", .getTag, 3, "cri-o/1.24.3 go/go1.18.7 os/linux arch/amd64"),
        Agent("cri-o", .getTag, 2, "cri-o/1.25.1-5.rhaos4.12.git6005903.el8 go/go1.19.4 os/linux arch/amd64"),
        Agent("cri-o", .getTag, 1, "cri-o/1.21.7 go/go1.16.6 os/linux arch/amd64"),
        Agent("containers", .getTag, 1, "containers/5.21.1 (github.com/containers/image)"),
        Agent("skopeo", .getTag, 1, "skopeo/1.9.3"),
        Agent("buildah", .getTag, 0.5, "Buildah/1.28.0"),
        Agent("libpod", .getTag, 0.5, "libpod/4.2.0"),
    ]

    private static let goContainerRegistry = [
        Agent("crane", .getTag, 1, "crane/0.11.0 go-containerregistry/0.11.0"),
        Agent("go-containerregistry", .getTag, 0.7, "go-containerregistry/v0.8.0"),
        Agent("kaniko", .getTag, 0.6, "kaniko/v1.9.1"),
        Agent("flux", .getTag, 0.4, "flux/v2 go-containerregistry/v0.12.1"),
        Agent("cosign", .signature, 0.8, "cosign/v1.13.1 (linux; amd64) go-containerregistry/v0.11.0"),
    ]

    private static let others = [
        Agent("buildkit", .buildkit, 2, "buildkit/v0.11"),
        Agent("buildkit", .buildkit, 1, "buildkit/v0.10"),
        Agent("curl", .single, 0.4, sendsReferer: false, followsRedirects: false, "curl/7.68.0"),
        Agent("curl", .single, 0.3, sendsReferer: false, "curl/7.88.1"),
        Agent(
            "renovate",
            .tagsList,
            0.5,
            sendsReferer: false,
            "Renovate/34.160.0 (https://github.com/renovatebot/renovate)"
        ),
        Agent(
            "dependabot",
            .tagsList,
            0.3,
            sendsReferer: false,
            "dependabot-core/0.215.0 excon/0.96.0 ruby/2.7.6 (x86_64-linux) (+https://github.com/dependabot/dependabot-core)"
        ),
        Agent("artifactory", .mirror, 4, sendsReferer: false, "Artifactory/7.49.6 74906900"),
        Agent("artifactory", .mirror, 1, sendsReferer: false, "Artifactory/6.18.0"),
        Agent(
            "nexus",
            .mirror,
            2,
            sendsReferer: false,
            "Nexus/3.47.1-01 (OSS; Linux; 5.4.0-1055-azure; amd64; 1.8.0_352)"
        ),
        Agent("harbor", .mirror, 2, "harbor-registry-client"),
    ]

    private static let scanners = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Safari/537.36",
        "Mozilla/5.0 zgrab/0.x", "python-requests/2.28.1", "Go-http-client/1.1", "",
        "Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)",
    ].map { Agent("scanner", .single, 0, sendsReferer: false, followsRedirects: false, $0) }
}
