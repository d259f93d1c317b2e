/// Counts by client and repository, in little memory.
struct PairCounts: Summable {
    struct Count {
        var client: Int64
        var repository: Int64
        var count: Int64
    }

    private var keys = KeyTable(width: 2)
    private var counts: [Int64] = []

    mutating func add(_ count: Int64, client: Int64, repository: Int64) {
        let place = keys.number(of: [client, repository])
        if place == counts.count { counts.append(0) }
        counts[place] += count
    }

    mutating func merge(_ other: PairCounts) {
        for own in other { add(own.count, client: own.client, repository: own.repository) }
    }

    mutating func pack() { keys.pack() }

    var size: Int { 100 + counts.count * 24 }
}

extension PairCounts: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { counts.count }

    subscript(place: Int) -> Count {
        Count(client: keys.keys[place * 2], repository: keys.keys[place * 2 + 1], count: counts[place])
    }
}
