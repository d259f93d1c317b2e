extension Migration {
    /// The presets by their names in the configuration.
    private static let presets: KeyValuePairs<String, Migration> = [
        "k8s.gcr.io": kubernetes,
        "k8s.gcr.io-storage": kubernetesStorage,
        "bitnami": bitnami,
    ]

    /// The names of the presets, the usual one first.
    package static let presetNames = presets.map(\.key)

    /// A migration that Ebb knows; nil for any other name.
    package static func preset(_ name: String) -> Migration? { presets.first { $0.key == name }?.value }
}
