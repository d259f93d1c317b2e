/// Counts by keys of a fixed width, in little memory.
struct KeyCounts: Summable {
    private var keys: KeyTable
    private var counts: [Int64] = []

    init(width: Int) {
        keys = KeyTable(width: width)
    }

    mutating func add(_ count: Int64, to key: [Int64]) {
        let place = keys.number(of: key)
        if place == counts.count { counts.append(0) }
        counts[place] += count
    }

    mutating func merge(_ other: KeyCounts) {
        for own in other { add(own.count, to: Array(own.key)) }
    }

    mutating func pack() { keys.pack() }

    var size: Int { 100 + counts.count * (keys.width + 1) * 8 }
}

extension KeyCounts: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { counts.count }

    subscript(place: Int) -> (key: ArraySlice<Int64>, count: Int64) {
        (keys.keys[place * keys.width..<(place + 1) * keys.width], counts[place])
    }
}
