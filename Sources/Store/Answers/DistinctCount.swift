/// Counts the different members of groups.
struct DistinctCount {
    private var seen = KeyTable(width: 2)
    private(set) var counts: [Int64]

    init(groups: Int) {
        counts = [Int64](repeating: 0, count: groups)
    }

    /// Counts a member that is known to be another one.
    mutating func countOne(in group: Int) { counts[group] += 1 }

    mutating func add(_ member: Int64, to group: Int) {
        let known = seen.count
        if seen.number(of: [Int64(group), member]) == known { counts[group] += 1 }
    }
}
