/// What one month cost by a tariff.
package struct Bill: Hashable, Sendable {
    package var label: Tariff.Label
    package var forBytes: Amount
    package var forRequests: Amount
    /// Apart from both; nil: no invoice tells of any.
    package var credits: Amount?

    package init(label: Tariff.Label, forBytes: Amount, forRequests: Amount, credits: Amount? = nil) {
        self.label = label
        self.forBytes = forBytes
        self.forRequests = forRequests
        self.credits = credits
    }

    package var amount: Amount { forBytes + forRequests }
}

extension Tariff {
    /// The bill of a month: the invoice where there is one, else the month's usage at the rates. Nil where prices for so
    /// much are not known.
    package func bill(for usage: Usage, in month: Month) -> Bill? {
        if let invoice = invoices[month] {
            return Bill(label: .invoiced, forBytes: invoice.amount, forRequests: .zero, credits: invoice.credits)
        }
        guard let rates, let forBytes = rates.cost(ofBytes: usage.bytes) else { return nil }
        let forRequests = rates.cost(ofRequests: usage.requests)
        let missing = rates.minimum - forBytes - forRequests
        return Bill(
            label: list == nil ? .effective : .list,
            // What is paid for nothing stands with the bytes, for whose sake the provider is there.
            forBytes: forBytes + max(missing, .zero),
            forRequests: forRequests
        )
    }
}

extension Bill {
    /// The parts of the bill that usages bear, each at the average rate. Their sum is the bill.
    ///
    /// Each part is cut to whole billionths; what is left over goes to the largest.
    /// - Parameters:
    ///   - usages: what together made the bill.
    ///   - isBefore: tells which of two equally large usages counts as the larger one, so that it does not hang on the order
    ///     in which they come.
    package func parts(of usages: [Usage], isBefore: (Int, Int) -> Bool) -> [Bill] {
        let bytes = usages.map(\.bytes)
        let requests = usages.map(\.requests)
        // Without bytes, as with a minimum that is paid for nothing, requests bear all of it.
        let weights = bytes.contains { $0 > 0 } ? bytes : requests
        let forBytes = forBytes.parts(by: weights, isBefore: isBefore)
        let forRequests = forRequests.parts(by: requests, isBefore: isBefore)
        let credits = credits?.parts(by: weights, isBefore: isBefore)
        return usages.indices.map { index in
            Bill(
                label: label,
                forBytes: forBytes[index],
                forRequests: forRequests[index],
                credits: credits?[index]
            )
        }
    }
}

extension Amount {
    /// Parts in proportion to the weights, whose sum is the amount; all zero where no weight is above zero.
    fileprivate func parts(by weights: [Int64], isBefore: (Int, Int) -> Bool) -> [Amount] {
        let weights = weights.map { Int128(max($0, 0)) }
        let whole = weights.reduce(0, +)
        guard whole > 0 else { return weights.map { _ in .zero } }
        // In full width: a log line may claim to have sent as many bytes as it likes.
        var parts = weights.map { Amount(nano: whole.dividingFullWidth(nano.multipliedFullWidth(by: $0)).quotient) }
        let largest = weights.indices.max { one, other in
            weights[one] == weights[other] ? isBefore(other, one) : weights[one] < weights[other]
        }
        if let largest { parts[largest] += self - parts.reduce(.zero, +) }
        return parts
    }
}
