import Analysis
import Schemas

/// What a provider takes for one service, by zones: where bytes come from, or go.
struct PriceList {
    /// Of `Schemas/prices-NAME.yaml`.
    let name: String
    /// As ISO 4217 writes it.
    let currency: String
    let zones: [(name: String, rates: Rates)]

    /// The names of all lists.
    static var names: [String] { Schemas.prices.map(\.key) }

    /// The list of a name; nil where there is none.
    static func named(_ name: String) throws(ConfigurationError) -> PriceList? {
        guard let yaml = Schemas.prices.first(where: { $0.key == name })?.value else { return nil }
        return try PriceList(yaml: yaml, name: name)
    }

    private init(yaml: String, name: String) throws(ConfigurationError) {
        self.name = name
        let document = try Document(yaml: yaml, file: "prices-\(name).yaml")
        let keys = ["service", "source", "currency", "unit", "zones"]
        let section = try document.root.section("a price list", keys: keys)
        for key in ["service", "source"] { _ = try section.required(key, remedy: "Say it.").text() }
        currency = try section.required("currency", remedy: "Write `currency: USD`.").currency()
        let unit = try section.required("unit", remedy: "Write `GB` or `GiB`.").choice(Rates.Unit.self)
        var zones: [(String, Rates)] = []
        for element in try section.required("zones", remedy: "Write a list.").list(of: "a zone") {
            let section = try element.section("a zone", keys: ["names"] + Rates.keys)
            let rates = try Rates(section, unit: unit)
            for name in try section.required("names", remedy: "Write a list.").list(of: "a zone's name") {
                zones.append((try name.text(), rates))
            }
        }
        self.zones = zones
    }
}

extension Element {
    /// Three letters, as ISO 4217 has them.
    func currency() throws(ConfigurationError) -> String {
        let text = try word()
        guard text.wholeMatch(of: /[A-Z]{3}/) != nil else {
            throw error("\(name) cannot be `\(text)`", "Write three letters as in ISO 4217: `USD`.")
        }
        return text
    }
}
