import Registry

/// What the logs of both ends settle, by repository, day and endpoint.
struct SettledImages: Summable {
    struct Count {
        /// The place of the endpoint in the rule.
        var place: Int
        var day: Int32
        var repository: Int64
        var count: Int64
    }

    /// Pulls at the current endpoints that came by an unknown way and turn out to have followed a redirect, by new name.
    private var settled = KeyCounts(width: 3)
    /// Redirects of the legacy endpoints that nobody followed, by old name.
    private var lost = KeyCounts(width: 3)
    /// Those with the logs of both ends.
    private(set) var days: Set<Int32> = []

    /// - Parameter repository: the number of the only one that is asked for; nil: all.
    static func of(
        _ rule: SettlementRule,
        _ days: ClosedRange<Int32>,
        _ store: any Store,
        repository: Int64? = nil
    ) throws(StoreError) -> SettledImages {
        try store.remembered(.settledImages(rule), over: days) { part in
            repository.map(part.only) ?? part
        } work: { days throws(StoreError) in
            try SettledImages(rule, days, store)
        }
    }

    private init(_ rule: SettlementRule, _ days: ClosedRange<Int32>, _ store: any Store) throws(StoreError) {
        guard let handoffs = try Handoffs(rule, days, store) else { return }
        let counting = try PullCounting(rule.definition, days, store)
        self.days = Set(handoffs.days.map { Int32(truncatingIfNeeded: $0) })
        var (settled, lost) = (KeyCounts(width: 3), KeyCounts(width: 3))
        handoffs.settle { place, sum, requests in
            let own = counting.settledPulls(sum, requests)
            if own > 0 { settled.add(own, to: [Int64(place), sum.values[0], sum.values[2]]) }
        } lost: { place, sum, redirects in
            lost.add(redirects, to: [Int64(place), sum.values[0], sum.values[2]])
        }
        (self.settled, self.lost) = (settled, lost)
    }

    private func only(_ repository: Int64) -> SettledImages {
        var part = self
        (part.settled, part.lost) = (KeyCounts(width: 3), KeyCounts(width: 3))
        for (key, count) in settled where key.last == repository { part.settled.add(count, to: Array(key)) }
        for (key, count) in lost where key.last == repository { part.lost.add(count, to: Array(key)) }
        return part
    }

    var settledPulls: some Sequence<Count> { settled.lazy.map(Count.init) }

    var lostRedirects: some Sequence<Count> { lost.lazy.map(Count.init) }

    mutating func merge(_ other: SettledImages) {
        settled.merge(other.settled)
        lost.merge(other.lost)
        days.formUnion(other.days)
    }

    mutating func pack() {
        settled.pack()
        lost.pack()
    }

    var size: Int { settled.size + lost.size + days.count * 16 }
}

extension SettledImages.Count {
    fileprivate init(_ key: ArraySlice<Int64>, _ count: Int64) {
        place = Int(key[key.startIndex])
        day = Int32(truncatingIfNeeded: key[key.startIndex + 1])
        repository = key[key.startIndex + 2]
        self.count = count
    }
}
