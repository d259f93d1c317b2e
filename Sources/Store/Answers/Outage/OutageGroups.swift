import Registry

/// What the rows of an outage add up, in the order in which they came first.
struct OutageGroups {
    struct Group {
        /// The number of a repository or a network; nil: networks of too few clients to be shown.
        var key: Int64?
        /// Pulls that the legacy endpoints served themselves.
        var fails: Int64 = 0
        /// Redirects that nobody followed.
        var lost: Int64 = 0
        /// Pulls at the current endpoints that followed a redirect.
        var survives: Int64 = 0
        /// Body bytes that the legacy endpoints sent.
        var bytes: Int64 = 0
        /// Seen at the legacy endpoints, in seconds since 1970, UTC.
        var first: Int64 = .max
        var last: Int64 = .min
        /// All clients, and those whose pulls fail or whose redirects were lost.
        var clients: Int64 = 0
        var failing: Int64 = 0
        var hasForgotten = false

        var isEmpty: Bool { fails == 0 && lost == 0 && survives == 0 && bytes == 0 }
    }

    private(set) var groups: [Group] = []
    private var places: [Int64: Int] = [:]
    private var clients = KeyTable(width: 2)
    private var failing = KeyTable(width: 2)

    mutating func add(to key: Int64, _ change: (inout Group) -> Void) {
        let place = place(of: key)
        change(&groups[place])
    }

    /// Counts a client of a group once.
    mutating func count(_ client: Int64, in key: Int64, fails: Bool) {
        let place = place(of: key)
        let known = clients.count
        if clients.number(of: [Int64(place), client]) == known {
            groups[place].clients += 1
            if Client(id: UInt64(bitPattern: client)).isForgotten { groups[place].hasForgotten = true }
        }
        guard fails else { return }
        let knownFailing = failing.count
        if failing.number(of: [Int64(place), client]) == knownFailing { groups[place].failing += 1 }
    }

    private mutating func place(of key: Int64) -> Int {
        if let place = places[key] { return place }
        places[key] = groups.count
        groups.append(Group(key: key))
        return groups.count - 1
    }

    /// Puts groups of fewer clients than may be shown into one.
    ///
    /// - Parameter tellsNothing: whether a group may be shown however few it has.
    mutating func joinFew(_ minimum: Int, except tellsNothing: (Int64) -> Bool) {
        guard minimum > 1 else { return }
        var few: Group?
        var shown: [Group] = []
        for group in groups {
            if group.clients >= minimum || group.key.map(tellsNothing) == true {
                shown.append(group)
            } else {
                few = few.map { $0 + group } ?? Group(key: nil) + group
            }
        }
        groups = shown + [few].compactMap(\.self)
    }
}

extension OutageGroups.Group {
    /// No client is in two networks.
    fileprivate static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.fails += right.fails
        sum.lost += right.lost
        sum.survives += right.survives
        sum.bytes += right.bytes
        sum.first = min(left.first, right.first)
        sum.last = max(left.last, right.last)
        sum.clients += right.clients
        sum.failing += right.failing
        sum.hasForgotten = left.hasForgotten || right.hasForgotten
        return sum
    }
}
