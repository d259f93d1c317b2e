/// A mapping of the document whose keys are all known.
struct Section {
    let element: Element
    /// What it is to a reader: `an endpoint`.
    let name: String
    private let values: [String: Element]

    init(element: Element, name: String, values: [String: Element]) {
        self.element = element
        self.name = name
        self.values = values
    }

    subscript(key: String) -> Element? { values[key] }

    func required(_ key: String, remedy: String) throws(ConfigurationError) -> Element {
        guard let value = values[key] else { throw element.error("\(name) has no `\(key)`", remedy) }
        return value
    }
}
