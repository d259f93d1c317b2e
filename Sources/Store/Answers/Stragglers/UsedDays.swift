import Registry

/// On which days networks of addresses used repositories, in a run of days that holds no multiple of 64 but as its first.
package struct UsedDays: Summable {
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

    package mutating func merge(_ other: UsedDays) {
        for place in other.days.indices {
            add(other.days[place], network: other.keys.keys[place * 2], repository: other.keys.keys[place * 2 + 1])
        }
    }

    package mutating func pack() { keys.pack() }

    package var size: Int { 100 + days.count * 24 }
}

extension UsedDays {
    /// What makes a use.
    package enum Way: Hashable, Sendable {
        /// Any request at the old endpoint; repositories by their old names.
        case old
        /// A request that the old endpoint answered itself, neither by a redirect nor by a refusal; by their old names.
        case served
        /// What arrived at the new one beyond what followed a redirect or may have; repositories by their new names.
        case direct
        /// What arrived there by a redirect, and what may have; by their new names.
        case followed, unknown

        var role: Role { self == .old || self == .served ? .legacy : .current }
    }

    /// Tells each network and repository of a range, and the days of use, from the range's first; some more than once.
    static func forEach(
        _ way: Way,
        _ scope: Scope,
        _ store: any Store,
        _ body: (_ network: Int64, _ repository: Int64, _ days: UseDays) -> Void
    ) throws(StoreError) {
        let sites = scope.sites(of: way.role)
        var first = scope.days.lowerBound
        while first <= scope.days.upperBound {
            let last = min(first | 63, scope.days.upperBound)
            let used = try store.remembered(.usedDays(way, sites: sites), over: first...last) {
                days throws(StoreError) in
                try UsedDays(way, sites, days, store)
            }
            for (place, days) in used.days.enumerated() {
                let days = UseDays(days, from: Int(first & ~63) - Int(scope.days.lowerBound))
                body(used.keys.keys[place * 2], used.keys.keys[place * 2 + 1], days)
            }
            first = last + 1
        }
    }

    private init(
        _ way: Way,
        _ sites: [Int64],
        _ days: ClosedRange<Int32>,
        _ store: any Store
    ) throws(StoreError) {
        func facts(_ marginal: Marginal, _ measures: [SumMeasure], _ body: ([Int64]) -> Void) throws(StoreError) {
            let query = SumQuery(
                marginal,
                days: days,
                sites: sites,
                by: [.day, .client, .repository, .site],
                measures: measures
            )
            try store.facts(query) { if $0[2] != 0 { body($0) } }
        }
        switch way {
        case .old: try facts(.pairs, []) { add($0) }
        case .served: try facts(.pairs, [.requests, .redirected, .refused]) { if $0[4] > $0[5] + $0[6] { add($0) } }
        case .followed: try facts(.handoffs, [.followed]) { if $0[4] > 0 { add($0) } }
        case .unknown: try facts(.handoffs, [.unknown]) { if $0[4] > 0 { add($0) } }
        case .direct:
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
                if fact[4] > places.known(fact).map({ indirect[$0] }) ?? 0 { add(fact) }
            }
        }
    }

    /// - Parameter fact: day, client, repository.
    private mutating func add(_ fact: [Int64]) {
        add(1 << UInt64(fact[0] & 63), network: Self.network(of: fact[1]), repository: fact[2])
    }
}
