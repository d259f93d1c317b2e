package import Analysis
package import Registry

/// What `ebb.yaml` says: the migration, what may be kept and shown of clients, how logs are read, and who may ask the
/// service.
///
/// `Schemas/config.schema.json` describes the same for editors.
package struct Configuration: Sendable, Equatable {
    /// The move that is watched.
    package var migration: Migration
    /// What is kept and shown of clients.
    package var privacy: Privacy
    /// Which hop of a request is the client; nil: the peer.
    package var proxies: TrustedProxies?
    /// Where the fields of the format `json` stand; nil: nothing is known of them.
    package var json: JSONFields?
    /// The paths of the lists of networks, in the order in which they count; relative ones are relative to the file
    /// that names them.
    package var networkFiles: [String]
    /// What the endpoints cost, and the routings that somebody wrote down.
    package var costs: Costs
    /// Who may ask the service. A store does not keep them.
    package var tokens: [ServiceToken]

    /// What holds where nothing is configured: Kubernetes' own move.
    package init(
        migration: Migration = .kubernetes,
        privacy: Privacy = Privacy(),
        proxies: TrustedProxies? = nil,
        json: JSONFields? = nil,
        networkFiles: [String] = [],
        costs: Costs = Costs(),
        tokens: [ServiceToken] = []
    ) {
        self.migration = migration
        self.privacy = privacy
        self.proxies = proxies
        self.json = json
        self.networkFiles = networkFiles
        self.costs = costs
        self.tokens = tokens
    }

    /// What a store keeps of it: not who may ask the service, since a store may be copied to other people.
    package var stored: Configuration {
        Configuration(
            migration: migration,
            privacy: privacy,
            proxies: proxies,
            json: json,
            networkFiles: networkFiles,
            costs: costs
        )
    }

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - file: its name in errors, and nothing else.
    ///   - base: what holds for the sections but `serve` where they are not written.
    package init(
        yaml: String,
        file: String,
        over base: Configuration = Configuration()
    ) throws(ConfigurationError) {
        let document = try Document(yaml: yaml, file: file)
        let section = try document.root.section(
            "the configuration",
            keys: ["migration", "privacy", "proxies", "json", "networks", "costs", "serve"]
        )
        migration =
            try section["migration"].map { node throws(ConfigurationError) in
                try Migration(node)
            } ?? base.migration
        privacy = try section["privacy"].map { node throws(ConfigurationError) in try Privacy(node) } ?? base.privacy
        proxies = base.proxies
        if let node = section["proxies"] { proxies = try TrustedProxies.read(node) }
        json = base.json
        if let node = section["json"] { json = try JSONFields.read(node) }
        networkFiles = base.networkFiles
        if let node = section["networks"] { networkFiles = try NetworksSection.files(node) }
        costs = base.costs
        if let node = section["costs"] { costs = try Costs(node, endpoints: migration.endpoints.map(\.name)) }
        tokens =
            try section["serve"].map { node throws(ConfigurationError) in try ServiceToken.tokens(node) } ?? []
    }
}
