import Analysis
import Registry

/// What a reader must know of where money comes from.
struct CostNotes {
    private let scope: Scope
    private let months: CostMonths
    private let costs: Costs

    init(_ scope: Scope, _ months: CostMonths, _ costs: Costs) {
        self.scope = scope
        self.months = months
        self.costs = costs
    }

    var lines: [String] {
        guard !scope.isEmpty else { return [] }
        return [unpaid, lists].compactMap(\.self) + unknown + [short].compactMap(\.self) + unlogged
    }

    private var asked: [Scope.Part] { scope.parts.filter { !$0.sites.isEmpty } }

    private var unpaid: String? {
        let names = asked.map(\.endpoint.name).filter { costs.tariff(ofEndpoint: $0) == nil }
        guard !names.isEmpty else { return nil }
        return "Nobody said what these cost: \(names.joined(separator: ", ")). Write costs.tariffs in ebb.yaml."
    }

    /// Where list prices come from.
    private var lists: String? {
        let names = costs.tariffs.filter { tariff in asked.contains { tariff.endpoints.contains($0.endpoint.name) } }
            .compactMap { tariff in tariff.list.map { "\(tariff.name): \($0.list), \($0.zone)" } }
        return names.isEmpty ? nil : "List prices (\(names.joined(separator: "; "))), before taxes and discounts."
    }

    /// Months that a tariff can't tell.
    private var unknown: [String] {
        var unknown: [String: Set<Month>] = [:]
        for (_, share) in months.shares {
            guard let tariff = share.tariff, share.bill == nil else { continue }
            unknown[tariff.name, default: []].formUnion(
                months.shares.filter { $0.value.tariff == tariff && $0.value.bill == nil }.map(\.key.month)
            )
        }
        return unknown.sorted { $0.key < $1.key }.map { name, months in
            let list = months.sorted().map(\.description).joined(separator: ", ")
            return "\(name) tells no price for \(list): more was sent than it has tiers for, or bytes are not logged."
        }
    }

    private var short: String? {
        let paid = months.shortMonths
        guard !costs.tariffs.isEmpty, !paid.isEmpty else { return nil }
        let list = paid.map { "\($0.month) (\($0.days) of \($0.month.length) days)" }.joined(separator: ", ")
        return "Months without data on some days: \(list). Their tiers count what was read alone."
    }

    /// Invoices of months in the range in which nothing was logged.
    private var unlogged: [String] {
        let range = Day(number: scope.days.lowerBound)...Day(number: scope.days.upperBound)
        return costs.tariffs.flatMap { tariff in
            tariff.invoices.keys.sorted()
                .filter { range.overlaps($0.days) && months.volumes[tariff.name]?[$0] == nil }
                .map { "The invoice of \(tariff.name) for \($0) stands in no row: nothing was logged then." }
        }
    }
}
