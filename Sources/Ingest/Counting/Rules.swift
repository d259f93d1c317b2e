import Registry

/// Settings, made ready to be applied to lines.
struct Rules: Sendable {
    let migration: Migration
    /// The host of lines that name none; empty where the caller gave none.
    let host: String
    var masking: ClientMasking
    let proxies: TrustedProxies?

    /// - Parameter key: needed where the settings store keyed clients.
    init(_ settings: Settings, key: PrivacyKey?) {
        migration = settings.migration
        host = settings.host.map(HostName.normalized) ?? ""
        proxies = settings.proxies
        masking = ClientMasking(form: settings.clientForm, rotation: settings.rotation, key: key)
    }
}
