import Analysis

extension Rates {
    /// The keys of a section that tell prices.
    static let keys = ["price", "tiers", "perMillionRequests", "minimum"]

    /// Reads ``keys`` of a section.
    init(_ section: Section, unit: Unit) throws(ConfigurationError) {
        var tiers: [Tier] = []
        if let price = section["price"] {
            if let tiers = section["tiers"] {
                throw tiers.error(
                    "`price` and `tiers` stand beside each other",
                    "Write `price` where one price holds for all bytes, else `tiers`."
                )
            }
            tiers = [Tier(upTo: nil, price: try price.amount(below: .mostPrice))]
        }
        for element in try section["tiers"]?.list(of: "a tier") ?? [] {
            let section = try element.section("a tier", keys: ["upTo", "price"])
            let upTo = try section["upTo"].map { end throws(ConfigurationError) in
                Int64(try end.integer(in: 1...1_000_000_000_000))
            }
            if let before = tiers.last {
                guard let end = before.upTo, upTo.map({ $0 > end }) ?? true else {
                    throw (section["upTo"] ?? element).error(
                        "a tier must end above the one before it",
                        "Order tiers by `upTo`; the last one may go without, and holds for the rest."
                    )
                }
            }
            let price = try section.required("price", remedy: "Write the price of one unit: `price: 0.085`.")
            tiers.append(Tier(upTo: upTo, price: try price.amount(below: .mostPrice)))
        }
        self.init(
            unit: unit,
            tiers: tiers,
            perMillionRequests: try section["perMillionRequests"].map { element throws(ConfigurationError) in
                try element.amount(below: .mostPrice)
            } ?? .zero,
            minimum: try section["minimum"].map { element throws(ConfigurationError) in
                try element.amount(below: .mostPrice)
            } ?? .zero
        )
    }

    /// ``keys`` as lines of YAML.
    var yaml: [String] {
        var lines: [String] = []
        if tiers.count == 1, let tier = tiers.first, tier.upTo == nil {
            lines.append("price: \(tier.price)")
        } else if !tiers.isEmpty {
            lines.append("tiers:")
            lines += tiers.map { "  - {\($0.upTo.map { "upTo: \($0), " } ?? "")price: \($0.price)}" }
        }
        if perMillionRequests != .zero { lines.append("perMillionRequests: \(perMillionRequests)") }
        if minimum != .zero { lines.append("minimum: \(minimum)") }
        return lines
    }
}
