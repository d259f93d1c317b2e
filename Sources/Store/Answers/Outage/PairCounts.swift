/// Counts by client and repository.
struct PairCounts: Summable {
    struct Count {
        var client: Int64
        var repository: Int64
        var count: Int64
    }

    private var counts = KeyCounts(width: 2)

    mutating func add(_ count: Int64, client: Int64, repository: Int64) {
        counts.add(count, to: [client, repository])
    }

    mutating func merge(_ other: PairCounts) { counts.merge(other.counts) }

    mutating func pack() { counts.pack() }

    var size: Int { counts.size }
}

extension PairCounts: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { counts.endIndex }

    subscript(place: Int) -> Count {
        let (key, count) = counts[place]
        return Count(client: key[key.startIndex], repository: key[key.startIndex + 1], count: count)
    }
}
