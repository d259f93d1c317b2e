package import Registry

/// What `ebb.yaml` says: the migration, and what may be kept and shown of clients.
///
/// `Schemas/config.schema.json` describes the same for editors.
package struct Configuration: Sendable, Equatable {
    /// The move that is watched.
    package var migration: Migration
    /// What is kept and shown of clients.
    package var privacy: Privacy

    /// What holds where nothing is configured: Kubernetes' own move.
    package init(migration: Migration = .kubernetes, privacy: Privacy = Privacy()) {
        self.migration = migration
        self.privacy = privacy
    }

    /// Reads a configuration. `file` is its name in errors, and nothing else.
    package init(yaml: String, file: String) throws(ConfigurationError) {
        let document = try Document(yaml: yaml, file: file)
        let section = try document.root.section("the configuration", keys: ["migration", "privacy"])
        migration =
            try section["migration"].map { node throws(ConfigurationError) in
                try Migration(node)
            } ?? .kubernetes
        privacy = try section["privacy"].map { node throws(ConfigurationError) in try Privacy(node) } ?? Privacy()
    }
}
