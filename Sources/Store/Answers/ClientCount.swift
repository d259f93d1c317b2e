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
        let key = BlockKey.dailyClients(sites: sites.sorted())
        let daily = try store.remembered(key, over: scope.days) { days throws(StoreError) in
            try DailyClients(sites, days, store)
        }
        meanDaily = daily.days == 0 ? nil : Double(daily.clients) / Double(daily.days)
        let query = SumQuery(.clients, days: scope.days, sites: sites, by: [.client], measures: [])
        let all = try store.sums(query)
        let hasForgotten = all.contains { Client(id: UInt64(bitPattern: $0.values[0])).isForgotten }
        let joins = scope.clients.form.joins(scope.days) && !hasForgotten
        distinct = joins || daily.days == 1 ? all.count : all.isEmpty ? 0 : nil
    }
}

/// Distinct clients of each day, added up.
struct DailyClients: Summable {
    private(set) var clients = 0
    /// Days with any.
    private(set) var days = 0

    init(_ sites: [Int64], _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        let query = SumQuery(.clients, days: days, sites: sites, by: [.day, .client], measures: [])
        var last: Int64?
        var seen: Set<Int64> = []
        for row in try store.sums(query) {
            clients += 1
            guard row.values[0] != last else { continue }
            last = row.values[0]
            if seen.insert(row.values[0]).inserted { self.days += 1 }
        }
    }

    mutating func merge(_ other: DailyClients) {
        clients += other.clients
        days += other.days
    }

    func pack() {}

    var size: Int { 16 }
}
