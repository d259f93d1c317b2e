/// A host of the simulated move.
package struct Host: Sendable {
    package enum Role: String, Sendable, Codable {
        case legacy, current, backend, unrelated
    }

    package let name: String
    package let role: Role
    /// Holds blobs under `/containers/images/<digest>`; else a registry.
    let isObjectStore: Bool

    static let legacy = 0
    static let current = 1
    static let artifactRegistry = 2
    private static let firstObjectStore = 3
    private static let buckets = [
        "us-east-2", "us-east-1", "us-west-2", "us-west-1", "eu-central-1", "eu-west-1", "ap-southeast-1",
        "ap-northeast-1",
    ]
    static let objectStores = firstObjectStore..<firstObjectStore + buckets.count
    static let unrelated = objectStores.upperBound..<all.count

    /// Every host; requests name theirs by its index here.
    package static let all: [Host] =
        [
            Host(name: "k8s.gcr.io", role: .legacy, isObjectStore: false),
            Host(name: "registry.k8s.io", role: .current, isObjectStore: false),
            Host(name: "us-central1-docker.pkg.dev", role: .backend, isObjectStore: false),
        ]
        + buckets.map { region in
            let name = "prod-registry-k8s-io-\(region).s3.dualstack.\(region).amazonaws.com"
            return Host(name: name, role: .backend, isObjectStore: true)
        }
        + ["dl.k8s.io", "apt.kubernetes.io"].map { Host(name: $0, role: .unrelated, isObjectStore: false) }
}
