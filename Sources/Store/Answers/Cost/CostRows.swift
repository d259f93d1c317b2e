import Analysis
import Registry

/// What rows about money add up to: one row an item and endpoint.
struct CostRows {
    struct Key: Hashable {
        /// What the row is of; nil: clients or networks of whom too few belong together.
        var item: Int64?
        /// In the scope's endpoints.
        var part: Int
    }

    struct Row {
        var usage = Usage()
        /// nil: not known, of a part of it at least.
        var amount: Amount? = .zero
        var credits: Amount?
        var currency: String?
        var labels: Set<Tariff.Label> = []
        /// The stored clients that it consists of, where rows are of clients or networks.
        var members: Set<Int64> = []

        mutating func add(_ usage: Usage, _ bill: Bill?) {
            self.usage += usage
            guard let bill else {
                amount = nil
                return
            }
            amount? += bill.amount
            if let own = bill.credits { credits = (credits ?? .zero) + own }
            labels.insert(bill.label)
        }

        static func += (left: inout Row, right: Row) {
            left.usage += right.usage
            left.amount = left.amount.flatMap { own in right.amount.map { own + $0 } }
            left.credits = right.credits.map { (left.credits ?? .zero) + $0 } ?? left.credits
            left.currency = left.currency ?? right.currency
            left.labels.formUnion(right.labels)
            left.members.formUnion(right.members)
        }
    }

    private(set) var rows: [Key: Row] = [:]

    /// - Parameters:
    ///   - usage: what is asked for by items.
    ///   - row: the number of the row that an item stands in.
    ///   - keepsMembers: whether rows need to know how many clients they are.
    init(
        _ months: CostMonths,
        _ usage: CostUsage,
        keepsMembers: Bool,
        row: (_ month: Month, _ item: Int64) -> Int64?
    ) throws(StoreError) {
        for month in Set(months.shares.keys.map(\.month)).sorted() {
            for (part, items) in try usage.items(in: month, months.shares) {
                guard let share = months.shares[.init(part: part, month: month)] else { continue }
                let bills = share.bill?.parts(of: items.map(\.usage)) { usage.isBefore(items[$0], items[$1]) }
                for (index, item) in items.enumerated() {
                    let key = Key(item: row(month, item.number), part: part)
                    rows[key, default: Row()].add(item.usage, bills?[index])
                    rows[key]?.currency = share.tariff?.currency
                    if keepsMembers { rows[key]?.members.insert(item.number) }
                }
            }
        }
    }

    /// Puts rows of fewer clients than may be shown together, one an endpoint.
    ///
    /// - Parameter isOpen: whether a row tells nothing of anybody, however few it is of.
    mutating func joinFew(_ minimumGroup: Int, unless isOpen: (Int64) -> Bool) {
        var joined: [Key: Row] = [:]
        for (key, row) in rows {
            let isShown = key.item.map(isOpen) ?? false || row.members.count >= minimumGroup
            let place = isShown ? key : Key(item: nil, part: key.part)
            if joined[place] == nil { joined[place] = row } else { joined[place]? += row }
        }
        rows = joined
    }
}
