extension Migration {
    /// Kubernetes' own move, for those who have logs of the registry's front: the buckets behind the old registry are a
    /// backend, since each of their requests stands in the front's log as well.
    ///
    /// https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
    package static let kubernetes = Migration(
        name: name,
        endpoints: [
            Endpoint(name: "k8s.gcr.io", role: .legacy, sites: oldRegistry),
            current,
            Endpoint(
                name: "k8s.gcr.io storage",
                role: .backend,
                sites: oldBuckets,
                observes: [.blobs, .bytes, .referer, .clients]
            ),
        ] + backends,
        milestones: milestones
    )

    /// The same move, for those who have the storage logs of the old registry and nothing of its front, as the project
    /// itself had: the buckets are the legacy endpoint. They know blobs by digest and no manifest.
    package static let kubernetesStorage = Migration(
        name: name,
        endpoints: [
            Endpoint(
                name: "k8s.gcr.io",
                role: .legacy,
                // The front's hosts stand here for the sake of referers and `?ns=`.
                sites: oldBuckets + oldRegistry,
                observes: [.blobs, .bytes, .referer, .clients],
                vantage: .backend
            ),
            current,
        ] + backends,
        milestones: milestones
    )

    private static let name = "k8s.gcr.io to registry.k8s.io"

    /// One registry under many names.
    private static let oldRegistry =
        [Site(host: "k8s.gcr.io")]
        + ["us", "eu", "asia"].map { Site(host: "\($0).gcr.io", repositoryPrefix: "k8s-artifacts-prod") }
        + ["google-containers", "google_containers"].map { Site(host: "gcr.io", repositoryPrefix: $0) }

    /// The bucket is the host of a storage log; elsewhere it stands in the host's name or before the key.
    private static let oldBuckets = ["us", "eu", "asia"].flatMap { region in
        let bucket = "\(region).artifacts.k8s-artifacts-prod.appspot.com"
        return [
            Site(host: bucket),
            Site(host: "\(bucket).storage.googleapis.com"),
            Site(host: "storage.googleapis.com", pathPrefix: "/\(bucket)"),
        ]
    }

    private static let current = Endpoint(
        name: "registry.k8s.io",
        role: .current,
        sites: [Site(host: "registry.k8s.io")]
    )

    private static let backends = [
        Endpoint(
            name: "Artifact Registry",
            role: .backend,
            sites: [
                Site(host: "*-docker.pkg.dev", repositoryPrefix: "k8s-artifacts-prod/images"),
                Site(host: "*-docker.pkg.dev"),
            ]
        ),
        Endpoint(
            name: "Amazon S3",
            role: .backend,
            sites: [
                Site(host: "prod-registry-k8s-io-*"),
                Site(host: "prod-registry-k8s-io-*.s3.dualstack.*.amazonaws.com"),
                // The bucket of eu-west-2, whose name was taken.
                Site(host: "767373bbdcb8270361b96548387bf2a9ad0d48758c35-eu-west-2"),
                Site(host: "767373bbdcb8270361b96548387bf2a9ad0d48758c35-eu-west-2.s3.dualstack.*.amazonaws.com"),
            ],
            observes: [.blobs, .bytes, .referer, .clients]
        ),
        Endpoint(
            name: "CDN",
            role: .backend,
            sites: [Site(host: "cdn.registry.k8s.io"), Site(host: "d1be1w964nk82h.cloudfront.net")],
            observes: [.blobs, .bytes, .referer, .clients]
        ),
    ]

    private static let milestones = [
        Milestone(name: "general availability", day: Day(year: 2022, month: 11, day: 28)),
        Milestone(name: "redirect", day: Day(year: 2023, month: 3, day: 20)),
        Milestone(name: "freeze", day: Day(year: 2023, month: 4, day: 3)),
    ]
}
