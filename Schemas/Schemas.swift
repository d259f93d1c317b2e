/// The files of this folder, embedded in the binary.
package enum Schemas {
    /// The numbered steps that bring a SQLite file to the newest schema.
    package static var sqlite: [String] {
        [text(PackageResources.sqlite_001_start_sql), text(PackageResources.sqlite_002_sessions_sql)]
    }

    /// The JSON Schema of `ebb.yaml`.
    package static var configuration: String { text(PackageResources.config_schema_json) }

    /// The description of the HTTP API.
    package static var openAPI: String { text(PackageResources.openapi_yaml) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
