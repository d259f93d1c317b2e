import Registry

/// Networks of addresses and repositories by the way they came in a run of days, each counted once: as served by the old
/// endpoint if it served any of their requests, else as followed if any came by a redirect, else as unknown if any may
/// have, else as direct.
struct UseWays {
    /// By the number of the repository under its new name; nil: of all.
    private(set) var counts: [Int64?: ProgressCounts] = [:]
    /// Whether forgotten clients are among them: they have another number each day.
    private(set) var hasForgotten = false

    /// The days that are looked at together.
    private static let window: Int32 = 126
    /// A bit each, the strongest last.
    private static let ways: [(way: UsedDays.Way, bit: UInt8)] = [
        (.direct, 1), (.unknown, 2), (.followed, 4), (.old, 4), (.served, 8),
    ]

    private init() {}

    /// One for each of the steps, which follow one another.
    static func of(_ steps: [ClosedRange<Int32>], _ scope: Scope, _ store: any Store) throws(StoreError) -> [UseWays] {
        let newNames = NewNames(try store.repositories(), scope.migration.renames)
        var result: [UseWays] = []
        var rest = steps[...]
        while let first = rest.first {
            let shared = rest.prefix { $0.upperBound - first.lowerBound < window }
            guard !shared.isEmpty else {
                result += try of([first], newNames, scope, store)
                rest.removeFirst()
                continue
            }
            result += try of(Array(shared), newNames, scope, store)
            rest = rest.dropFirst(shared.count)
        }
        return result
    }

    /// Steps that lie in one window, or one that is longer.
    private static func of(
        _ steps: [ClosedRange<Int32>],
        _ newNames: NewNames,
        _ scope: Scope,
        _ store: any Store
    ) throws(StoreError) -> [UseWays] {
        var keys = KeyTable(width: 2)
        /// A use's bits in each of the steps.
        var bits: [UInt8] = []
        var first = steps[0].lowerBound
        while first <= steps[steps.count - 1].upperBound {
            let days = first...min(first + window - 1, steps[steps.count - 1].upperBound)
            for (way, bit) in ways {
                try UsedDays.forEach(way, scope.over(days), store) { network, repository, used in
                    let repository = way.role == .legacy ? newNames.number(for: repository) : repository
                    let place = keys.number(of: [network, repository]) * steps.count
                    if place == bits.count { bits += [UInt8](repeating: 0, count: steps.count) }
                    for (number, step) in steps.enumerated() where used.overlaps(step.clamped(to: days), from: first) {
                        bits[place + number] |= bit
                    }
                }
            }
            first = days.upperBound + 1
        }
        var result = steps.map { _ in UseWays() }
        for use in 0..<keys.count {
            let isForgotten = Client(id: UInt64(bitPattern: keys.keys[use * 2])).isForgotten
            for number in steps.indices {
                result[number].add(bits[use * steps.count + number], keys.keys[use * 2 + 1], isForgotten)
            }
        }
        return result
    }

    private mutating func add(_ bits: UInt8, _ repository: Int64, _ isForgotten: Bool) {
        guard bits != 0 else { return }
        hasForgotten = hasForgotten || isForgotten
        let way: ProgressWay = bits & 8 != 0 ? .served : bits & 4 != 0 ? .followed : bits & 2 != 0 ? .unknown : .direct
        counts[nil, default: ProgressCounts()].add(1, way)
        counts[repository, default: ProgressCounts()].add(1, way)
    }
}

extension UseDays {
    /// Whether it was used on one of these days.
    ///
    /// - Parameter first: the day that the bits begin at.
    fileprivate func overlaps(_ days: ClosedRange<Int32>, from first: Int32) -> Bool {
        guard days.lowerBound >= first else { return false }
        let mask = (UInt128.max >> UInt128(128 - days.count)) << UInt128(days.lowerBound - first)
        return bits & mask != 0
    }
}
