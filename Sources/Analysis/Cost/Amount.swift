/// An amount of money in some currency, to a billionth of its unit.
///
/// Prices have few decimals and requests cost fractions of a thousandth: a binary fraction would be wrong by the first
/// addition.
package struct Amount: Hashable, Sendable {
    /// Billionths of the currency's unit.
    package var nano: Int128

    /// An amount by its billionths.
    package init(nano: Int128) { self.nano = nano }

    package static let zero = Amount(nano: 0)

    /// Billionths of one unit.
    private static let unit: Int128 = 1_000_000_000

    /// Reads `12`, `0.0075` or `.5`; nil for a sign, an exponent, more than twelve digits before the point or nine
    /// behind it.
    package init?(decimal text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        guard let whole = parts.first, !whole.isEmpty || !fraction.isEmpty, parts.count == 1 || !fraction.isEmpty,
            whole.count <= 12, fraction.count <= 9,
            (whole + fraction).utf8.allSatisfy({ 48...57 ~= $0 })
        else { return nil }
        let padded = fraction + String(repeating: "0", count: 9 - fraction.count)
        nano = (Int128(whole) ?? 0) * Self.unit + (Int128(padded) ?? 0)
    }

    package static func + (one: Amount, other: Amount) -> Amount { Amount(nano: one.nano + other.nano) }

    package static func - (one: Amount, other: Amount) -> Amount { Amount(nano: one.nano - other.nano) }

    package static func += (one: inout Amount, other: Amount) { one.nano += other.nano }
}

extension Amount: Comparable {
    package static func < (one: Amount, other: Amount) -> Bool { one.nano < other.nano }
}

extension Amount: CustomStringConvertible {
    /// Exact, with two decimals at least and nine at most: `12.30`, `-0.000000001`.
    package var description: String {
        let magnitude = nano.magnitude
        let digits = String(magnitude % Self.unit.magnitude)
        var fraction = String(repeating: "0", count: 9 - digits.count) + digits
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        return "\(nano < 0 ? "-" : "")\(magnitude / Self.unit.magnitude).\(fraction)"
    }
}

extension Amount {
    /// For people: to cents, halves away from zero, and what is less than a cent to two figures; `1,234.50`.
    ///
    /// - Parameter separator: what stands between groups of three digits.
    package func rounded(separator: String) -> String {
        var step = Self.unit / 100
        while step > 1, nano.magnitude < step.magnitude { step /= 10 }
        if step < Self.unit / 100 { step = max(1, step / 10) }
        let half = nano < 0 ? -step / 2 : step / 2
        let parts = Amount(nano: (nano + half) / step * step).description.split(separator: ".")
        let whole = parts[0].drop { $0 == "-" }
        var text = parts[0].hasPrefix("-") ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { text += separator }
            text.append(digit)
        }
        return text + "." + parts[1]
    }
}
