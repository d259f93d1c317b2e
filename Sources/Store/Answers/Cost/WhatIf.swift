import Analysis
import Registry

/// What the same traffic would cost by another routing: one row a month or network, and tariff.
///
/// Traffic is known by client, and so by network, and by operation, but not by both: of an endpoint's bytes and requests
/// in a month, each network is taken to have the same share of blobs.
struct WhatIf {
    static let columns: [Answer.Column] = [
        .init("item", .text), .init("networks", .text), .init("tariff", .text), .init("requests"),
        .init("bytes", .bytes), .init("cost", .money), .init("today", .money), .init("currency", .text),
        .init("label", .text),
    ]

    private let scope: Scope
    private let costs: Costs
    private let per: Query.Per
    private let months: CostMonths
    private let replay: Replay
    private let routing: Routing
    private var found: [Key: Row] = [:]

    init(_ scope: Scope, _ store: any Store, _ query: Query, _ costs: Costs, routing name: String) throws {
        guard let routing = costs.routings.first(where: { $0.name == name }) else {
            let names = costs.routings.map { "\"\($0.name)\"" }.joined(separator: ", ")
            throw QueryError("There is no routing \"\(name)\" (costs.routings in ebb.yaml). There are \(names).")
        }
        per = query.per ?? .month
        guard per == .month || per == .network else {
            throw QueryError("A routing is told per month or network: whatIf takes no other per.")
        }
        self.scope = scope
        self.costs = costs
        self.routing = routing
        months = try CostMonths(scope, store, costs)
        replay = try Replay(scope, CostUsage(scope, store, .network), months, routing)
        route()
    }

    private struct Row {
        var traffic = Replay.Traffic()
        var cost: Amount? = .zero
    }

    private struct Key: Hashable {
        /// The month's first day, or the network's number; nil: networks of too few clients to be shown.
        var item: Int64?
        var isKnown: Bool
        var tariff: String?
    }

    var rows: [[Answer.Cell]] { found.map(cells) }

    private mutating func route() {
        for (place, traffics) in replay.traffics {
            let tariff = place.tariff.flatMap { name in costs.tariffs.first { $0.name == name } }
            let numbers = traffics.keys.sorted()
            let usages = numbers.map { traffics[$0]?.usage ?? Usage() }
            let bills = tariff.flatMap { bill($0, place.month, usages) }?.parts(of: usages) { $0 < $1 }
            for (index, number) in numbers.enumerated() {
                guard let traffic = traffics[number] else { continue }
                let isKnown = number != NetworkTable.unknown
                let key = Key(item: item(number, place.month), isKnown: isKnown, tariff: place.tariff)
                var row = found[key] ?? Row()
                row.traffic += traffic
                row.cost = row.cost.flatMap { own in bills.map { own + $0[index].amount } }
                found[key] = row
            }
        }
    }

    /// What a tariff would take for this beside what it is paid for already.
    private func bill(_ tariff: Tariff, _ month: Month, _ usages: [Usage]) -> Bill? {
        guard let rates = tariff.rates else { return nil }
        var rest = months.volumes[tariff.name]?[month] ?? Usage()
        for (place, share) in months.shares where place.month == month && share.tariff?.name == tariff.name {
            rest.bytes -= share.usage.bytes
            rest.requests -= share.usage.requests
        }
        var all = rest
        for usage in usages { all += usage }
        let plain = Tariff(name: tariff.name, currency: tariff.currency, rates: rates, list: tariff.list)
        guard let after = plain.bill(for: all, in: month) else { return nil }
        guard rest.requests > 0 else { return after }
        guard let before = plain.bill(for: rest, in: month) else { return nil }
        return Bill(
            label: after.label,
            forBytes: after.forBytes - before.forBytes,
            forRequests: after.forRequests - before.forRequests
        )
    }

    private func item(_ network: Int, _ month: Month) -> Int64? {
        guard per == .network else { return Int64(month.days.lowerBound.number) }
        let isShown = network == NetworkTable.unknown || (replay.clients[network] ?? 0) >= scope.clients.minimumGroup
        return isShown ? Int64(network) : nil
    }

    private func cells(_ key: Key, _ row: Row) -> [Answer.Cell] {
        let tariff = key.tariff.flatMap { name in costs.tariffs.first { $0.name == name } }
        let name =
            switch (key.item, per) {
            case (nil, _): "(fewer than \(scope.clients.minimumGroup) clients)"
            case (let item?, .network): scope.networks?.table.name(Int(item)) ?? "unknown"
            case (let item?, _): Month(of: Day(number: Int32(truncatingIfNeeded: item))).description
            }
        return [
            .text(name), .text(key.isKnown ? "known" : "unknown"), .text(key.tariff ?? "(no rule fits)"),
            Answer.Cell(row.traffic.usage.requests), Answer.Cell(row.traffic.usage.bytes), Answer.Cell(row.cost),
            Answer.Cell(row.traffic.today), Answer.Cell(text: tariff?.currency),
            Answer.Cell(text: tariff.map { ($0.list == nil ? Tariff.Label.effective : .list).rawValue }),
        ]
    }

    /// What all of it costs.
    private var total: String {
        let tariffs = Set(found.keys.compactMap(\.tariff))
        let currencies = Set(
            costs.tariffs.filter { tariffs.contains($0.name) || !$0.endpoints.isEmpty }.map(\.currency)
        )
        func sum(_ amount: (Row) -> Amount?) -> String? {
            let all = found.values.reduce(Amount?.some(.zero)) { sum, row in
                sum.flatMap { sum in amount(row).map { sum + $0 } }
            }
            guard let all, currencies.count == 1, let currency = currencies.first else { return nil }
            return "\(all.rounded(separator: ",")) \(currency)"
        }
        return
            "All of it by \(routing.name): \(sum(\.cost) ?? "not known"); today: \(sum(\.traffic.today) ?? "not known")."
    }

    /// What must be said beside the rows.
    var notes: [String] {
        var notes = CostNotes(scope, months, costs).lines
        notes.insert(total, at: 0)
        notes.append("Each network is taken to have its endpoint’s share of blobs: who got which is not kept.")
        if routing.rules.contains(where: { $0.network != nil }),
            scope.networks == nil || !scope.clients.form.keepsAddresses
        {
            notes.append(
                "No networks are known here, so that rules for a network fit nobody (networks.files in ebb.yaml)."
            )
        }
        return notes
    }
}
