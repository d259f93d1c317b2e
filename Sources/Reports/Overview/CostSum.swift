import Analysis
import Registry
import Store

/// What endpoints cost over the page's days.
struct CostSum {
    /// Nil: not known, of a part of it at least.
    let amount: Amount?
    let currency: String
    let labels: [String]

    /// - Parameter endpoint: its name, or a role; nil: all.
    /// - Returns: nil where nobody said what any of them costs, or they are paid in several currencies.
    init?(_ desk: Desk, endpoint: String?) throws {
        guard desk.context.costs.areKnown else { return nil }
        let query = desk.query(.cost) {
            $0.endpoint = endpoint
            $0.limit = 0
        }
        let rows = try desk.ask(query).records.filter { !$0.text("tariff").isEmpty }
        let currencies = Set(rows.map { $0.text("currency") })
        guard currencies.count == 1, let currency = currencies.first else { return nil }
        self.currency = currency
        let amounts = rows.compactMap { $0.amount("cost") }
        amount = amounts.count == rows.count ? amounts.reduce(.zero, +) : nil
        let found = Set(rows.flatMap { $0.texts("label") ?? [] })
        labels = Tariff.Label.allCases.map(\.rawValue).filter(found.contains)
    }

    /// `95.20 USD`; a dash where it is not known.
    var words: String { amount.map { Number.money($0) + Number.space + currency } ?? "–" }

    /// `by list prices`
    var basis: String {
        let words = labels.map { label in
            switch label {
            case Tariff.Label.list.rawValue: "list prices"
            case Tariff.Label.effective.rawValue: "own rates"
            default: "invoices"
            }
        }
        return words.isEmpty ? "for which no price is known" : "by " + words.joined(separator: " and ")
    }

    /// - Parameter days: on which there is data.
    func sentence(days: Int) -> String {
        guard let amount, days > 0 else { return "What it cost can’t be told; the page Cost says why." }
        let daily = Amount(nano: amount.nano / Int128(days))
        return "They cost \(words), \(Number.money(daily))\(Number.space)\(currency) a day, \(basis)."
    }
}
