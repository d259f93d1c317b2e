/// Which gaps came after which, the last time and the time before: the first guesses at what comes next.
struct JSONFollowers: Sendable {
    /// For each gap the last and the one before it that came after it; ``JSONMemory/none`` where there was none.
    private(set) var table: [SIMD2<Int32>] = [.zero, .zero]

    /// Notes that `next` came after a gap.
    mutating func note(_ next: Int, after gap: Int) {
        guard next != JSONMemory.none else {
            return
        }
        // Every gap has its place here, since it was noted before what comes after it.
        while table.count <= next {
            table.append(.zero)
        }
        if gap != JSONMemory.none, table[gap][0] != Int32(next) {
            table[gap] = SIMD2(Int32(next), table[gap][0])
        }
    }
}
