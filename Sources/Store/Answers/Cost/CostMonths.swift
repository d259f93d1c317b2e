import Analysis
import Registry

/// What each endpoint cost in each month of the range: its part of the month's bill.
///
/// A month is billed whole, and for all endpoints of a tariff together: tiers count all of it. What falls to the days of
/// the range is a part of that at the month's average rate.
struct CostMonths {
    /// One endpoint in one month.
    struct Place: Hashable {
        /// In the scope's parts.
        var part: Int
        var month: Month
    }

    struct Share {
        /// What was used on the days of the range.
        var usage = Usage()
        /// What of it moved blobs.
        var blobs = Usage()
        /// nil: no tariff pays for the endpoint, or no price is known for so much.
        var bill: Bill?
        var tariff: Tariff?
    }

    private(set) var shares: [Place: Share] = [:]
    /// The usage of whole months, by tariff.
    private(set) var volumes: [String: [Month: Usage]] = [:]
    /// Months of which some days have no data, with how many have: prices by volume are too high there.
    private(set) var shortMonths: [(month: Month, days: Int)] = []

    init(_ scope: Scope, _ store: any Store, _ costs: Costs) throws(StoreError) {
        guard let stored = try store.days(), stored.overlaps(scope.days) else { return }
        let days = scope.days.clamped(to: stored)
        let range = Day(number: days.lowerBound)...Day(number: days.upperBound)
        let months = Month.all(in: range)
        guard let first = months.first, let last = months.last else { return }
        // All endpoints, asked for or not: they share tiers.
        var endpoints: [Int64: Int] = [:]
        for (place, part) in scope.allParts.enumerated() {
            for site in part.sites { endpoints[site] = place }
        }
        let facts = SumQuery(
            .hours,
            days: first.days.lowerBound.number...last.days.upperBound.number,
            sites: endpoints.keys.sorted(),
            by: [.day, .site, .operation],
            measures: [.requests, .bytes]
        )
        var inRange: [Place: Share] = [:]
        var outside: [Place: Usage] = [:]
        var daysOf: [Month: Set<Int32>] = [:]
        for row in try store.sums(facts) {
            guard let part = endpoints[row.value(.site, in: facts)] else { continue }
            let day = Day(number: Int32(truncatingIfNeeded: row.value(.day, in: facts)))
            let place = Place(part: part, month: Month(of: day))
            let usage = Usage(bytes: row.bytes, requests: row.requests)
            daysOf[place.month, default: []].insert(day.number)
            if range.contains(day) {
                inRange[place, default: Share()].usage += usage
                if row.operation(in: facts) == .blobGet { inRange[place, default: Share()].blobs += usage }
            } else {
                outside[place, default: Usage()] += usage
            }
        }
        for (month, days) in daysOf.sorted(by: { $0.key < $1.key }) where days.count < month.length {
            shortMonths.append((month, days.count))
        }
        for (place, share) in inRange where scope.isAskedFor(place.part) {
            var share = share
            share.tariff = costs.tariff(ofEndpoint: scope.allParts[place.part].endpoint.name)
            shares[place] = share
        }
        for tariff in costs.tariffs {
            let own = scope.allParts.indices.filter { tariff.endpoints.contains(scope.allParts[$0].endpoint.name) }
            for month in months {
                bill(tariff, own.map { Place(part: $0, month: month) }, inRange, outside, scope)
            }
        }
    }

    /// Writes a tariff's bill of one month, and parts it among its endpoints.
    private mutating func bill(
        _ tariff: Tariff,
        _ places: [Place],
        _ inRange: [Place: Share],
        _ outside: [Place: Usage],
        _ scope: Scope
    ) {
        let usages = places.flatMap { [inRange[$0]?.usage ?? Usage(), outside[$0] ?? Usage()] }
        var whole = Usage()
        for usage in usages { whole += usage }
        guard let month = places.first?.month, whole.requests > 0 else { return }
        volumes[tariff.name, default: [:]][month] = whole
        let knowsBytes = places.allSatisfy { place in
            inRange[place] == nil && outside[place] == nil
                || scope.allParts[place.part].endpoint.observes.contains(.bytes)
        }
        guard knowsBytes || tariff.invoices[month] != nil, let bill = tariff.bill(for: whole, in: month) else { return }
        let parts = bill.parts(of: usages) { $0 < $1 }
        for (index, place) in places.enumerated() { shares[place]?.bill = parts[index * 2] }
    }
}

extension Scope {
    /// Whether an endpoint, by its place among all of them, was asked for.
    fileprivate func isAskedFor(_ place: Int) -> Bool {
        parts.contains { $0.endpoint.name == allParts[place].endpoint.name }
    }
}
