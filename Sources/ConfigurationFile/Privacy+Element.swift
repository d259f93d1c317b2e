import Registry

extension Privacy {
    /// Reads `privacy`. What is not written has its default; what is shown follows what is stored.
    init(_ element: Element) throws(ConfigurationError) {
        let section = try element.section(
            "`privacy`",
            keys: ["store", "show", "minimumGroup", "forgetAfterDays", "rotation", "keyFile"]
        )
        self.init()
        if let element = section["store"] { store = try element.choice(PrivacyMode.self) }
        show = max(show, store)
        if let element = section["show"] {
            show = try element.choice(PrivacyMode.self)
            guard show >= store else {
                throw element.error(
                    "`show: \(show.rawValue)` would need more than `store: \(store.rawValue)` keeps",
                    "Write `show: \(store.rawValue)`, or store more."
                )
            }
        }
        if let element = section["minimumGroup"] { minimumGroup = try element.integer(in: 1...1_000_000) }
        if let element = section["forgetAfterDays"] { forgetAfterDays = try element.integer(in: 1...36_500) }
        if let element = section["rotation"] { rotation = try element.choice(KeyRotation.self) }
        if let element = section["keyFile"] { keyFile = try element.text() }
        let keyed = store == .keyed ? section["store"] : show == .keyed ? section["show"] : nil
        if keyFile == nil, let keyed {
            throw keyed.error(
                "the mode `keyed` needs a key, and `privacy` has no `keyFile`",
                "Write `keyFile: ebb.key`, and keep that file out of the store's backups."
            )
        }
    }
}
