extension Migration {
    /// Bitnami's public catalogue on Docker Hub: its versioned images went to a name of their own.
    /// What Docker Hub tells a publisher are sums of pulls and version checks.
    ///
    /// https://github.com/bitnami/containers/issues/83267
    package static let bitnami = Migration(
        name: "docker.io/bitnami to docker.io/bitnamilegacy",
        endpoints: [
            Endpoint(name: "docker.io/bitnami", role: .legacy, sites: dockerHub("bitnami"), observes: .manifests),
            Endpoint(
                name: "docker.io/bitnamilegacy",
                role: .current,
                sites: dockerHub("bitnamilegacy"),
                observes: .manifests
            ),
        ],
        milestones: [
            Milestone(name: "first brownout", day: Day(year: 2025, month: 8, day: 28)),
            Milestone(name: "second brownout", day: Day(year: 2025, month: 9, day: 2)),
            Milestone(name: "third brownout", day: Day(year: 2025, month: 9, day: 17)),
            Milestone(name: "deletion", day: Day(year: 2025, month: 9, day: 29)),
        ]
    )

    private static func dockerHub(_ repositoryPrefix: String) -> [Site] {
        ["docker.io", "registry-1.docker.io", "index.docker.io"].map {
            Site(host: $0, repositoryPrefix: repositoryPrefix)
        }
    }
}
