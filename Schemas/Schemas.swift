/// The files of this folder, embedded in the binary.
package enum Schemas {
    /// The numbered steps that bring a SQLite file to the newest schema.
    package static var sqlite: [String] {
        [text(PackageResources.sqlite_001_start_sql), text(PackageResources.sqlite_002_sessions_sql)]
    }

    /// The JSON Schema of `ebb.yaml`.
    package static var configuration: String { text(PackageResources.config_schema_json) }

    /// The price lists of providers, by the names that a configuration gives them.
    package static var prices: KeyValuePairs<String, String> {
        [
            "amazon-cloudfront": text(PackageResources.prices_amazon_cloudfront_yaml),
            "amazon-s3": text(PackageResources.prices_amazon_s3_yaml),
            "amazon-s3-to-aws": text(PackageResources.prices_amazon_s3_to_aws_yaml),
            "fastly": text(PackageResources.prices_fastly_yaml),
            "google-artifact-registry": text(PackageResources.prices_google_artifact_registry_yaml),
            "google-container-registry": text(PackageResources.prices_google_container_registry_yaml),
        ]
    }

    /// The routing of the front of registry.k8s.io, with its tariffs.
    package static var routing: String { text(PackageResources.routing_registry_k8s_io_yaml) }

    /// The description of the HTTP API.
    package static var openAPI: String { text(PackageResources.openapi_yaml) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
