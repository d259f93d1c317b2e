import Analysis
import Registry

/// What single days, images, clients or tools used of an endpoint in a month.
struct CostUsage {
    struct Item {
        /// The day; the repository's number, the client's, or that of one of the tool's agents; 0 for the whole month.
        var number: Int64
        var usage: Usage
    }

    private let scope: Scope
    private let store: any Store
    private let per: Query.Per
    /// Repositories or tools by number, to tell which of two equally large ones comes first: numbers differ from store to
    /// store.
    let names: [Int64: String]
    /// The agent that stands for all of its tool.
    private let agents: [Int64: Int64]

    init(_ scope: Scope, _ store: any Store, _ per: Query.Per) throws(StoreError) {
        self.scope = scope
        self.store = store
        self.per = per
        guard per == .tool else {
            names = per == .image ? try store.repositories() : [:]
            agents = [:]
            return
        }
        let families = try store.agents().mapValues { Tool(userAgent: $0).family }
        let first = Dictionary(families.map { ($0.value, $0.key) }, uniquingKeysWith: min)
        names = Dictionary(uniqueKeysWithValues: first.map { ($0.value, $0.key) })
        agents = families.compactMapValues { first[$0] }
    }

    /// The items of one month, by the place of their endpoint among all.
    func items(in month: Month, _ shares: [CostMonths.Place: CostMonths.Share]) throws(StoreError) -> [Int: [Item]] {
        if per == .month {
            var items: [Int: [Item]] = [:]
            for (place, share) in shares where place.month == month {
                items[place.part] = [Item(number: 0, usage: share.usage)]
            }
            return items
        }
        var sites: [Int64: Int] = [:]
        for (place, part) in scope.allParts.enumerated() where shares[.init(part: place, month: month)] != nil {
            for site in part.sites { sites[site] = place }
        }
        let days = month.days.lowerBound.number...month.days.upperBound.number
        guard days.overlaps(scope.days) else { return [:] }
        let facts = query(days.clamped(to: scope.days), sites.keys.sorted())
        var keys = KeyTable(width: 2)
        var usages: [Usage] = []
        for row in try store.sums(facts) {
            guard let part = sites[row.value(.site, in: facts)] else { continue }
            let item = per == .tool ? agents[row.value(.agent, in: facts)] ?? 0 : row.values[0]
            let number = keys.number(of: [Int64(part), item])
            if number == usages.count { usages.append(Usage()) }
            usages[number] += Usage(bytes: row.bytes, requests: row.requests)
        }
        var items: [Int: [Item]] = [:]
        for (index, usage) in usages.enumerated() {
            items[Int(keys.keys[index * 2]), default: []].append(
                Item(number: keys.keys[index * 2 + 1], usage: usage)
            )
        }
        return items
    }

    /// Tells which of two equally large items counts as the larger one.
    func isBefore(_ one: Item, _ other: Item) -> Bool {
        per == .image || per == .tool ? names[one.number] ?? "" < names[other.number] ?? "" : one.number < other.number
    }

    private func query(_ days: ClosedRange<Int32>, _ sites: [Int64]) -> SumQuery {
        let measures: [SumMeasure] = [.requests, .bytes]
        return switch per {
        case .month, .day: SumQuery(.hours, days: days, sites: sites, by: [.day, .site], measures: measures)
        case .image: SumQuery(.images, days: days, sites: sites, by: [.repository, .site], measures: measures)
        case .client, .network, .tool:
            SumQuery(
                .clients,
                days: days,
                sites: sites,
                // By tool too, as answers about clients and tools ask: so they are kept once.
                by: [.client, .site, .agent],
                measures: scope.counting.clientMeasures
            )
        }
    }
}
