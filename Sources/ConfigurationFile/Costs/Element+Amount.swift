import Analysis

extension Element {
    /// An amount of money, in digits with a point.
    ///
    /// Read from the text and not as a number: `0.085` is none in binary.
    func amount(below limit: Amount) throws(ConfigurationError) -> Amount {
        let word = try word()
        guard let amount = Amount(decimal: word), amount < limit else {
            throw error(
                "\(name) must be an amount of money, but is `\(word)`",
                "Write digits, with a point and at most nine decimals, below \(limit.nano / 1_000_000_000): `0.085`."
            )
        }
        return amount
    }
}

extension Amount {
    /// What no price reaches; so that products with any number of bytes can be told.
    static let mostPrice = Amount(nano: 1_000_000 * 1_000_000_000)
    /// What no month's invoice reaches.
    static let mostInvoice = Amount(nano: 1_000_000_000_000 * 1_000_000_000)
}
