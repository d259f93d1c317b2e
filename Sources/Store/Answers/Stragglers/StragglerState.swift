/// Where a network and a repository stand with the move, by their own rhythm.
package enum StragglerState: String, Sendable, CaseIterable {
    /// First seen at the old endpoint within the last fortnight.
    case new
    /// Uses the old endpoint as it did.
    case active
    /// Was silent or had moved, and came back to the old endpoint within the last fortnight.
    case returned
    /// Uses the old endpoint no more, nor the new one by itself.
    case silent
    /// Uses the old endpoint no more, and the new one by itself.
    case moved

    /// Whether it is still at the old endpoint.
    package var isLeft: Bool { self != .silent && self != .moved }

    /// Days without use that are a silence for everybody; whoever has longer gaps by habit needs longer.
    static let quietDays = 14

    /// - Parameters:
    ///   - old: the days on which the old endpoint was used; at least one.
    ///   - direct: the days on which the new one was used directly.
    ///   - last: the range's last day.
    init(old: UseDays, direct: UseDays, last: Int) {
        let days = old.days
        let gaps = zip(days.dropFirst(), days).map { $0 - $1 }
        guard let latest = days.last, last - latest < Self.silence(after: gaps[...]) else {
            let moved = direct.days.last.map { day in days.last.map { day > $0 } ?? true } ?? false
            self = moved ? .moved : .silent
            return
        }
        let recent = last - Self.quietDays
        if days[0] > recent {
            self = .new
            return
        }
        let cameBack = gaps.indices.contains { index in
            days[index + 1] > recent && gaps[index] >= Self.silence(after: gaps[..<index])
        }
        self = cameBack ? .returned : .active
    }

    /// How many days without use are a silence for one with these gaps: a fortnight, or the 95th percentile of them.
    private static func silence(after gaps: ArraySlice<Int>) -> Int {
        let sorted = gaps.sorted()
        guard !sorted.isEmpty else { return quietDays }
        let rank = (sorted.count * 95 + 99) / 100
        return max(quietDays, sorted[rank - 1])
    }
}
