import Analysis
import Registry

/// What traffic costs: one row a month, day, image, client or network, and endpoint.
struct CostAnswer {
    static let columns: [Answer.Column] = [
        .init("item", .text), .init("role", .text), .init("endpoint", .text), .init("tariff", .text),
        .init("requests"), .init("bytes", .bytes), .init("cost", .money), .init("credits", .money),
        .init("saved", .money), .init("currency", .text), .init("label", .text),
    ]

    private let scope: Scope
    private let store: any Store
    private let per: Query.Per
    private let costs: Costs
    private let months: CostMonths

    init(_ scope: Scope, _ store: any Store, _ query: Query, _ costs: Costs) throws {
        self.scope = scope
        self.store = store
        self.costs = costs
        per = query.per ?? .month
        if per == .client || per == .network { try scope.requireCosts(per) }
        months = try CostMonths(scope, store, costs)
    }

    /// Whether rows are times, which are read one after the other.
    var isTimes: Bool { per == .month || per == .day }

    /// What must be said beside the rows.
    var notes: [String] { CostNotes(scope, months, costs).lines }

    func rows() throws(StoreError) -> [[Answer.Cell]] {
        let usage = try CostUsage(scope, store, per)
        let group = try CostRows(months, usage, keepsMembers: per == .client || per == .network, row: row)
        let rows = withoutFew(group).rows
        let savings = per == .month ? try Savings(scope, store, costs, months) : nil
        return rows.map { key, row in
            let endpoint = scope.allParts[key.part].endpoint
            let knowsBytes = endpoint.observes.contains(.bytes)
            let tariff = costs.tariff(ofEndpoint: endpoint.name)
            let labels = Tariff.Label.allCases.filter { row.labels.contains($0) }.map(\.rawValue)
            return [
                .text(name(key.item, usage)), .text(endpoint.role.rawValue), .text(endpoint.name),
                Answer.Cell(text: tariff?.name), Answer.Cell(row.usage.requests),
                knowsBytes ? Answer.Cell(row.usage.bytes) : .null, Answer.Cell(row.amount),
                Answer.Cell(row.credits), Answer.Cell(key.item.flatMap { savings?.saved[$0]?[key.part] }),
                Answer.Cell(text: row.currency), labels.isEmpty ? .null : .texts(labels),
            ]
        }
    }

    private func row(_ month: Month, _ item: Int64) -> Int64? {
        switch per {
        case .month: Int64(month.days.lowerBound.number)
        case .day, .image, .tool: item
        case .client: scope.clients.shown(item)
        case .network:
            Int64(scope.networks?.table.number(of: Client(id: UInt64(bitPattern: item))) ?? NetworkTable.unknown)
        }
    }

    private func withoutFew(_ rows: CostRows) -> CostRows {
        var rows = rows
        switch per {
        case .client where scope.clients.groups:
            rows.joinFew(scope.clients.minimumGroup) { Client(id: UInt64(bitPattern: $0)).isNobody }
        case .network: rows.joinFew(scope.clients.minimumGroup) { $0 == Int64(NetworkTable.unknown) }
        default: break
        }
        return rows
    }

    private func name(_ item: Int64?, _ usage: CostUsage) -> String {
        guard let item else { return "(fewer than \(scope.clients.minimumGroup) clients)" }
        return switch per {
        case .day: Day(number: Int32(truncatingIfNeeded: item)).description
        case .month: Month(of: Day(number: Int32(truncatingIfNeeded: item))).description
        case .image: item == 0 ? "(none)" : usage.names[item] ?? ""
        case .tool: usage.names[item] ?? ""
        case .client: scope.clients.name(item)
        case .network: scope.networks?.table.name(Int(item)) ?? "unknown"
        }
    }
}

extension Scope {
    /// Refuses a question about what clients or networks cost where they can't be told.
    fileprivate func requireCosts(_ per: Query.Per) throws(QueryError) {
        let remedy = "Ask for cost per image, day or month."
        if per == .network {
            guard clients.form.keepsAddresses else {
                throw QueryError(
                    "This store keeps no addresses (privacy.store: \(clients.form.mode.rawValue)), so that networks "
                        + "can't be told. \(remedy)"
                )
            }
        } else {
            guard clients.mode != .none else {
                throw QueryError("Clients are not kept or not shown (privacy). \(remedy)")
            }
            guard clients.form.joins(days) || isEmpty else {
                throw QueryError(
                    "Client numbers of this store hold for one period of its key (\(clients.form.text)). "
                        + "Ask for a range within one with from and to."
                )
            }
        }
        try requireClients()
    }
}
