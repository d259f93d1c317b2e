/// What a provider takes for bytes and for requests.
package struct Rates: Hashable, Sendable {
    /// What a price for bytes is for.
    package enum Unit: String, Sendable, CaseIterable {
        case GB, GiB

        package var bytes: Int64 {
            switch self {
            case .GB: 1_000_000_000
            case .GiB: 1 << 30
            }
        }
    }

    /// A price that holds for a part of a month's volume.
    package struct Tier: Hashable, Sendable {
        /// The volume of the month, in units, at which it ends; nil: never.
        package var upTo: Int64?
        /// Of one unit.
        package var price: Amount

        package init(upTo: Int64?, price: Amount) {
            self.upTo = upTo
            self.price = price
        }
    }

    package var unit: Unit
    /// In the order of the volumes at which they end. Where the last one ends, the price beyond is not known; none: bytes
    /// cost nothing.
    package var tiers: [Tier]
    package var perMillionRequests: Amount
    /// What a month costs at least.
    package var minimum: Amount

    package init(
        unit: Unit = .GB,
        tiers: [Tier] = [],
        perMillionRequests: Amount = .zero,
        minimum: Amount = .zero
    ) {
        self.unit = unit
        self.tiers = tiers
        self.perMillionRequests = perMillionRequests
        self.minimum = minimum
    }

    /// What a month's bytes cost, each at the price of the tier that it falls into; to the nearest billionth, once. Nil
    /// where they are more than prices are known for.
    package func cost(ofBytes bytes: Int64) -> Amount? {
        guard bytes > 0, !tiers.isEmpty else { return .zero }
        var exact: Int128 = 0
        var counted: Int128 = 0
        for tier in tiers {
            let end = tier.upTo.map { min(Int128($0) * Int128(unit.bytes), Int128(bytes)) } ?? Int128(bytes)
            exact += max(0, end - counted) * tier.price.nano
            counted = max(counted, end)
        }
        return counted == Int128(bytes) ? Amount(nano: rounded(exact, by: Int128(unit.bytes))) : nil
    }

    /// What requests cost, to the nearest billionth.
    package func cost(ofRequests requests: Int64) -> Amount {
        Amount(nano: rounded(Int128(requests) * perMillionRequests.nano, by: 1_000_000))
    }

    /// The price of the unit that the next byte of a month falls into; nil where it is not known.
    package func marginalPrice(after bytes: Int64) -> Amount? {
        guard !tiers.isEmpty else { return .zero }
        return tiers.first { tier in
            tier.upTo.map { Int128($0) * Int128(unit.bytes) > Int128(bytes) } ?? true
        }?.price
    }

    /// What bytes cost at one price of a unit, to the nearest billionth.
    package func cost(ofBytes bytes: Int64, at price: Amount) -> Amount {
        Amount(nano: rounded(Int128(bytes) * price.nano, by: Int128(unit.bytes)))
    }
}

/// To the nearest, halves up.
private func rounded(_ value: Int128, by divisor: Int128) -> Int128 { (value + divisor / 2) / divisor }
