import Analysis
import Registry

/// What it would have cost more, had the old endpoint served itself what came to the new one by its redirect.
///
/// By referers alone, so at least. What the old endpoint would have asked is the price of the next bytes of its month;
/// taken off is what the same bytes cost where they were served, at that month's average rate. A backend's log does not
/// tell who came by a redirect: of its bytes, the share counts that followed of the month's requests for blobs at the new
/// endpoint.
struct Savings {
    /// By the number of the month's first day, then by the endpoint's place among all.
    private(set) var saved: [Int64: [Int: Amount]] = [:]

    init(_ scope: Scope, _ store: any Store, _ costs: Costs, _ months: CostMonths) throws(StoreError) {
        let legacy = scope.allParts.filter { $0.endpoint.role == .legacy && !$0.sites.isEmpty }
        let names = Set(legacy.compactMap { costs.tariff(ofEndpoint: $0.endpoint.name)?.name })
        guard names.count == 1, let old = costs.tariffs.first(where: { names.contains($0.name) }), let rates = old.rates
        else { return }
        let followed = try FollowedBytes(scope, store)
        for (month, volume) in months.volumes[old.name] ?? [:] {
            guard let before = rates.cost(ofBytes: volume.bytes) else { continue }
            var moved: [(part: Int, bytes: Int64)] = []
            for (part, own) in scope.allParts.enumerated() where own.endpoint.role != .legacy {
                // A backend on the old endpoint's account serves the old one.
                guard !old.endpoints.contains(own.endpoint.name),
                    let share = months.shares[.init(part: part, month: month)], share.usage.bytes > 0,
                    share.bill != nil, share.tariff?.currency == old.currency,
                    let bytes = followed.bytes(of: own, month, whole: share.usage.bytes), bytes > 0
                else { continue }
                moved.append((part, bytes))
            }
            let all = moved.reduce(Int64(0)) { $0 &+ $1.bytes }
            guard let after = rates.cost(ofBytes: volume.bytes &+ all) else { continue }
            let avoided = Bill(label: .list, forBytes: after - before, forRequests: .zero)
                .parts(of: moved.map { Usage(bytes: $0.bytes) }) { $0 < $1 }
            for (index, own) in moved.enumerated() {
                guard let share = months.shares[.init(part: own.part, month: month)], let bill = share.bill else {
                    continue
                }
                let here = Bill(label: bill.label, forBytes: bill.forBytes, forRequests: .zero)
                    .parts(of: [Usage(bytes: own.bytes), Usage(bytes: share.usage.bytes - own.bytes)]) { $0 < $1 }
                saved[Int64(month.days.lowerBound.number), default: [:]][own.part] =
                    avoided[index].amount - here[0].amount
            }
        }
    }
}

/// The bytes that clients got by the old endpoint's redirect, by month.
struct FollowedBytes {
    /// At current endpoints, by their sites.
    private var exact: [Int64: [Month: Int64]] = [:]
    /// Requests for blobs at all current endpoints: those that followed, and all.
    private var requests: [Month: (followed: Int64, all: Int64)] = [:]

    init(_ scope: Scope, _ store: any Store) throws(StoreError) {
        let facts = SumQuery(
            .hours,
            days: scope.days,
            sites: scope.sites(of: .current),
            by: [.day, .site, .operation, .via],
            measures: [.requests, .bytes]
        )
        for row in try store.sums(facts) {
            let month = Month(of: Day(number: Int32(truncatingIfNeeded: row.values[0])))
            let isFollowed = row.via(in: facts) == .followed
            if isFollowed { exact[row.values[1], default: [:]][month, default: 0] &+= row.bytes }
            guard row.operation(in: facts) == .blobGet else { continue }
            requests[month, default: (0, 0)].all += row.requests
            if isFollowed { requests[month, default: (0, 0)].followed += row.requests }
        }
    }

    /// - Parameter whole: the bytes of the endpoint in the month.
    /// - Returns: nil where nothing can be told.
    func bytes(of part: Scope.Part, _ month: Month, whole: Int64) -> Int64? {
        if part.endpoint.role == .current {
            return part.sites.reduce(0) { $0 &+ (exact[$1]?[month] ?? 0) }
        }
        guard let requests = requests[month], requests.all > 0 else { return nil }
        return Int64(truncatingIfNeeded: Int128(whole) * Int128(requests.followed) / Int128(requests.all))
    }
}
