import Registry

/// How many clients there were: on the mean day, and altogether where the store's client numbers can tell.
struct ClientCount {
    /// Distinct over the range; nil where numbers of different days can't be joined.
    let distinct: Int?
    /// Distinct per day, on the mean of the days that have any; nil without such a day.
    let meanDaily: Double?

    init(_ sites: [Int64], _ scope: Scope, _ store: any Store) throws(StoreError) {
        guard scope.clients.form.mode != .none else {
            distinct = nil
            meanDaily = nil
            return
        }
        let query = SumQuery(.clients, days: scope.days, sites: sites, by: [.day, .client], measures: [])
        var all = DistinctCount(groups: 1)
        var days = Set<Int64>()
        var hasForgotten = false
        let rows = try store.sums(query)
        for row in rows {
            let client = row.value(.client, in: query)
            all.add(client, to: 0)
            days.insert(row.value(.day, in: query))
            hasForgotten = hasForgotten || Client(id: UInt64(bitPattern: client)).isForgotten
        }
        let joins = scope.clients.form.joins(scope.days) && !hasForgotten
        distinct = joins || days.count == 1 ? Int(all.counts[0]) : rows.isEmpty ? 0 : nil
        meanDaily = days.isEmpty ? nil : Double(rows.count) / Double(days.count)
    }
}
