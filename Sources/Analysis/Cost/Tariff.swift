/// What somebody pays one provider, and for which endpoints.
package struct Tariff: Hashable, Sendable {
    /// Where the figures come from.
    package enum Label: String, Sendable, CaseIterable {
        /// The provider's price list.
        case list
        /// The rates that the user told.
        case effective
        /// What the provider wrote into the month's invoice.
        case invoiced
    }

    /// What a provider asked for a month.
    package struct Invoice: Hashable, Sendable {
        /// Before credits.
        package var amount: Amount
        /// What the provider gave back, or a donor took over. It stands apart: the amount does not lessen by it.
        package var credits: Amount

        package init(amount: Amount, credits: Amount = .zero) {
            self.amount = amount
            self.credits = credits
        }
    }

    /// Unique within a configuration.
    package var name: String
    /// The endpoints whose traffic it pays, by name: their volumes count together in its tiers.
    package var endpoints: [String]
    /// As ISO 4217 writes it: `USD`.
    package var currency: String
    /// nil: only months with an invoice can be told.
    package var rates: Rates?
    /// The name of the built-in list that the rates come from, and its zone; nil: the user told them.
    package var list: PriceListName?
    /// By month. Where one stands, it counts in the place of the rates.
    package var invoices: [Month: Invoice]

    package init(
        name: String,
        endpoints: [String] = [],
        currency: String = "USD",
        rates: Rates?,
        list: PriceListName? = nil,
        invoices: [Month: Invoice] = [:]
    ) {
        self.name = name
        self.endpoints = endpoints
        self.currency = currency
        self.rates = rates
        self.list = list
        self.invoices = invoices
    }
}

/// A zone of a built-in price list.
package struct PriceListName: Hashable, Sendable {
    /// `amazon-s3`
    package var list: String
    /// `us-east-2`
    package var zone: String

    package init(list: String, zone: String) {
        self.list = list
        self.zone = zone
    }
}
