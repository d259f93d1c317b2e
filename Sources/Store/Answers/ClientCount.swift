import Registry

/// How many clients an endpoint had: on the mean day, and altogether where the store's client numbers can tell.
struct ClientCount {
    /// Distinct over the range; nil where numbers of different days can't be joined.
    private(set) var distinct: Int64?
    /// Distinct per day, on the mean of the days that have any; nil without such a day.
    private(set) var meanDaily: Double?

    /// One an endpoint asked for, in their order. All are counted in one reading of the facts.
    static func all(_ scope: Scope, _ store: any Store) throws(StoreError) -> [ClientCount] {
        var counts = scope.parts.map { _ in ClientCount() }
        guard scope.clients.form.mode != .none else { return counts }
        let daily = try DailyClients.of(scope, store)
        let query = SumQuery(.clients, days: scope.days, sites: scope.sites, by: [.client, .site], measures: [])
        let partOfSite = scope.partOfSite
        var all = DistinctCount(groups: counts.count)
        var hasForgotten = [Bool](repeating: false, count: counts.count)
        for row in try store.sums(query) {
            guard let part = partOfSite[row.values[1]] else { continue }
            all.add(row.values[0], to: part)
            if Client(id: UInt64(bitPattern: row.values[0])).isForgotten { hasForgotten[part] = true }
        }
        let joins = scope.clients.form.joins(scope.days)
        for part in counts.indices {
            let ofDays = daily.counts.values.map { $0[part] }.filter { $0 > 0 }
            counts[part].meanDaily = ofDays.isEmpty ? nil : Double(ofDays.reduce(0, +)) / Double(ofDays.count)
            let isKnown = joins && !hasForgotten[part] || ofDays.count == 1 || all.counts[part] == 0
            counts[part].distinct = isKnown ? all.counts[part] : nil
        }
        return counts
    }
}
