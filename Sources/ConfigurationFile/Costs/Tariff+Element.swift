import Analysis

extension Tariff {
    /// Reads one of `tariffs`.
    ///
    /// - Parameter known: the names of the migration's endpoints.
    init(_ element: Element, endpoints known: [String]) throws(ConfigurationError) {
        let own = ["currency", "unit"] + Rates.keys
        let section = try element.section(
            "a tariff",
            keys: ["name", "endpoints", "prices", "zone"] + own + ["invoices"]
        )
        let name = try section.required("name", remedy: "Write who is paid: `name: our CDN`.").text()
        var endpoints: [String] = []
        for element in try section["endpoints"]?.list(of: "an endpoint of a tariff") ?? [] {
            let endpoint = try element.text()
            guard known.contains(endpoint) else {
                throw element.error(
                    "there is no endpoint `\(endpoint)`",
                    Spelling.advice(for: endpoint, among: known)
                )
            }
            guard !endpoints.contains(endpoint) else {
                throw element.error("`\(endpoint)` stands twice", "Take one of them away.")
            }
            endpoints.append(endpoint)
        }
        let invoices = try Self.invoices(section["invoices"])
        guard let prices = section["prices"] else {
            if let zone = section["zone"] {
                throw zone.error("`zone` is one of a price list, and there is none", "Write `prices` before it.")
            }
            let hasRates = Rates.keys.contains { section[$0] != nil }
            guard hasRates || !invoices.isEmpty else {
                throw element.error(
                    "the tariff `\(name)` tells no prices",
                    "Write `prices` and `zone`, or `price` or `tiers`, or `invoices`."
                )
            }
            let unit = try section["unit"].map { unit throws(ConfigurationError) in
                try unit.choice(Rates.Unit.self)
            }
            self.init(
                name: name,
                endpoints: endpoints,
                currency: try section["currency"].map { element throws(ConfigurationError) in
                    try element.currency()
                } ?? "USD",
                rates: hasRates ? try Rates(section, unit: unit ?? .GB) : nil,
                invoices: invoices
            )
            return
        }
        if let wrong = own.compactMap({ section[$0] }).first {
            throw wrong.error(
                "\(wrong.name) stands beside `prices`, which tells it already",
                "Take one of them away: own rates need no list."
            )
        }
        let list = try Self.list(prices)
        let zone = try section.required(
            "zone",
            remedy: "Write one of \(Spelling.list(list.zones.map(\.name)))."
        )
        let zoneName = try zone.text()
        guard let rates = list.zones.first(where: { $0.name == zoneName })?.rates else {
            throw zone.error(
                "`\(list.name)` has no zone `\(zoneName)`",
                Spelling.advice(for: zoneName, among: list.zones.map(\.name))
            )
        }
        self.init(
            name: name,
            endpoints: endpoints,
            currency: list.currency,
            rates: rates,
            list: PriceListName(list: list.name, zone: zoneName),
            invoices: invoices
        )
    }

    private static func list(_ element: Element) throws(ConfigurationError) -> PriceList {
        let name = try element.text()
        if let list = try PriceList.named(name) { return list }
        throw element.error("there is no price list `\(name)`", Spelling.advice(for: name, among: PriceList.names))
    }

    private static func invoices(_ element: Element?) throws(ConfigurationError) -> [Month: Invoice] {
        var invoices: [Month: Invoice] = [:]
        for element in try element?.list(of: "an invoice") ?? [] {
            let section = try element.section("an invoice", keys: ["month", "amount", "credits"])
            let example = "Write `month: 2023-03` and `amount: 12345.67`."
            let month = try section.required("month", remedy: example)
            let word = try month.word()
            guard let key = Month(word) else {
                throw month.error("`\(word)` is no month of the calendar", "Write year and month in UTC: `2023-03`.")
            }
            guard invoices[key] == nil else {
                throw month.error("there are two invoices for \(key)", "Add them up, or take one of them away.")
            }
            invoices[key] = Invoice(
                amount: try section.required("amount", remedy: example).amount(below: .mostInvoice),
                credits: try section["credits"].map { element throws(ConfigurationError) in
                    try element.amount(below: .mostInvoice)
                } ?? .zero
            )
        }
        return invoices
    }

    /// As lines of YAML.
    var yaml: [String] {
        var lines = ["name: \(Quoting.quoted(name))"]
        if !endpoints.isEmpty { lines += ["endpoints:"] + endpoints.map { "  - \(Quoting.quoted($0))" } }
        if let list {
            lines += ["prices: \(list.list)", "zone: \(list.zone)"]
        } else {
            lines.append("currency: \(currency)")
            if let rates { lines += ["unit: \(rates.unit.rawValue)"] + rates.yaml }
        }
        if !invoices.isEmpty { lines.append("invoices:") }
        for (month, invoice) in invoices.sorted(by: { $0.key < $1.key }) {
            let credits = invoice.credits == .zero ? "" : ", credits: \(invoice.credits)"
            lines.append("  - {month: \(month), amount: \(invoice.amount)\(credits)}")
        }
        return lines
    }
}
