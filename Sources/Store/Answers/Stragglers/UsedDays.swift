import Registry

/// On which days networks of addresses used repositories, in a run of days that holds no multiple of 64 but as its first.
struct UsedDays: Summable {
    private var keys = KeyTable(width: 2)
    /// A bit a day: its number modulo 64.
    private var days: [UInt64] = []

    /// The number of the /24 or /48 of a client. All forgotten clients are one.
    static func network(of number: Int64) -> Int64 {
        let client = Client(id: UInt64(bitPattern: number))
        return Int64(bitPattern: client.isForgotten ? Client.forgotten(0).id : client.masked(by: .prefix).id)
    }

    private mutating func add(_ days: UInt64, network: Int64, repository: Int64) {
        let place = keys.number(of: [network, repository])
        if place == self.days.count { self.days.append(0) }
        self.days[place] |= days
    }

    mutating func merge(_ other: UsedDays) {
        for place in other.days.indices {
            add(other.days[place], network: other.keys.keys[place * 2], repository: other.keys.keys[place * 2 + 1])
        }
    }

    mutating func pack() { keys.pack() }

    var size: Int { 100 + days.count * 24 }
}

extension UsedDays {
    /// Who uses what when.
    enum Way {
        /// At the old endpoint; repositories by their old names.
        case old
        /// What arrived at the new one beyond what followed a redirect or may have; repositories by their new names.
        case direct
    }

    /// Tells each network and repository of a range, and the days of use, from the range's first; some more than once.
    static func forEach(
        _ way: Way,
        _ scope: Scope,
        _ store: any Store,
        _ body: (_ network: Int64, _ repository: Int64, _ days: UseDays) -> Void
    ) throws(StoreError) {
        let sites = scope.sites(of: way == .old ? .legacy : .current)
        let key: BlockKey = way == .old ? .oldDays(sites: sites) : .directDays(sites: sites)
        var first = scope.days.lowerBound
        while first <= scope.days.upperBound {
            let last = min(first | 63, scope.days.upperBound)
            let used = try store.remembered(key, over: first...last) { days throws(StoreError) in
                try way == .old ? UsedDays(oldAt: sites, days, store) : UsedDays(directAt: sites, days, store)
            }
            for (place, days) in used.days.enumerated() {
                let days = UseDays(days, from: Int(first & ~63) - Int(scope.days.lowerBound))
                body(used.keys.keys[place * 2], used.keys.keys[place * 2 + 1], days)
            }
            first = last + 1
        }
    }

    private init(oldAt sites: [Int64], _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        let facts = SumQuery(.pairs, days: days, sites: sites, by: [.day, .client, .repository], measures: [])
        try store.facts(facts) { fact in
            if fact[2] != 0 { add(day: fact[0], client: fact[1], repository: fact[2]) }
        }
    }

    private init(directAt sites: [Int64], _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        func facts(_ marginal: Marginal, _ measures: [SumMeasure], _ body: ([Int64]) -> Void) throws(StoreError) {
            let query = SumQuery(
                marginal,
                days: days,
                sites: sites,
                by: [.day, .client, .repository, .site],
                measures: measures
            )
            try store.facts(query, body)
        }
        var places = KeyTable(width: 4)
        var indirect: [Int64] = []
        try facts(.handoffs, [.followed, .unknown]) { fact in
            let requests = fact[4] + fact[5]
            guard requests > 0 else { return }
            let place = places.number(of: fact)
            if place == indirect.count { indirect.append(0) }
            indirect[place] += requests
        }
        try facts(.pairs, [.requests]) { fact in
            guard fact[2] != 0, fact[4] > places.known(fact).map({ indirect[$0] }) ?? 0 else { return }
            add(day: fact[0], client: fact[1], repository: fact[2])
        }
    }

    private mutating func add(day: Int64, client: Int64, repository: Int64) {
        add(1 << UInt64(day & 63), network: Self.network(of: client), repository: repository)
    }
}
