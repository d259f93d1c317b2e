/// What is known about the families of tools.
struct ToolTraits: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let mirror = ToolTraits(rawValue: 1 << 0)
    static let automation = ToolTraits(rawValue: 1 << 1)
    /// Go's HTTP client does it by itself, whatever the tool.
    static let sendsReferer = ToolTraits(rawValue: 1 << 2)

    /// Products that changed their name.
    static let aliases = [
        "dependabot": "dependabot-core",
        "fluxcd": "flux",
        "renovatebot": "renovate",
    ]

    /// By the product's name in lower case.
    static let families: [String: ToolTraits] = {
        var families: [String: ToolTraits] = [:]
        for (traits, names) in groups {
            for name in names { families[name] = traits }
        }
        return families
    }()

    private static let groups: [(ToolTraits, [String])] = [
        // Engines and their parts, image tools, build tools, deployment tools: Go.
        (
            .sendsReferer,
            [
                "apptainer", "bootc", "buildah", "buildkit", "buildx", "containerd", "containers", "cosign", "crane",
                "cri-o", "docker", "docker-client", "flux", "gcrane", "go-containerregistry", "go-http-client", "helm",
                "kaniko", "ko", "krane", "kubelet", "libpod", "nerdctl", "notation", "oras", "oras-go", "podman",
                "regclient", "regctl", "singularity", "skopeo", "source-controller", "umoci",
            ]
        ),
        // Registries that fetch for others, in Go and in Java.
        ([.sendsReferer, .mirror], ["distribution", "harbor-registry-client", "regsync", "spegel", "zot"]),
        (.mirror, ["artifactory", "nexus", "pulp"]),
        // Scanners, updaters and probes, in Go and in other languages.
        (
            [.sendsReferer, .automation],
            [
                "anchore", "clair", "claircore", "diun", "grype", "image-reflector-controller", "keel", "kube-probe",
                "regbot", "syft", "trivy", "updatecli", "watchtower",
            ]
        ),
        (.automation, ["dependabot-core", "elb-healthchecker", "googlehc", "renovate", "snyk"]),
        // Clients that follow a redirect and do not say so.
        (
            [],
            [
                "apache-httpclient", "axios", "curl", "java", "jib", "node", "node-fetch", "okhttp", "openbuildservice",
                "python", "python-httpx", "python-requests", "python-urllib", "ruby", "stargz", "stargz-snapshotter",
                "undici", "wget",
            ]
        ),
    ]
}
