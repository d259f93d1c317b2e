/// What became of a network and a repository that used the old endpoint before a milestone, by the days of its use.
struct CohortFate {
    /// At the new endpoint by itself within seven days, and not at the old one after that within them.
    let hasMoved: Bool
    /// It had moved, and was at the old endpoint again later.
    let hasRelapsed: Bool
    /// At neither endpoint since the milestone.
    let isGone: Bool
    /// Neither moved within seven days nor gone.
    var hasStayed: Bool { !hasMoved && !isGone }

    /// Days before a milestone that make a use one that it met, and days after it that are waited for a move.
    static let before = 14
    static let after = 7

    /// nil: it did not use the old endpoint in the days before.
    ///
    /// - Parameters:
    ///   - old: the days on which the old endpoint was used.
    ///   - direct: the days on which the new one was used directly.
    ///   - milestone: its day, counted as those are.
    init?(old: UseDays, direct: UseDays, milestone: Int) {
        let oldDays = old.days
        guard oldDays.contains(where: { (milestone - Self.before..<milestone).contains($0) }) else { return nil }
        let week = milestone..<milestone + Self.after
        let since = direct.days.last { week.contains($0) }
        hasMoved = since.map { last in !oldDays.contains { week.contains($0) && $0 > last } } ?? false
        hasRelapsed = hasMoved && oldDays.contains { $0 >= week.upperBound }
        isGone = !oldDays.contains { $0 >= milestone } && !direct.days.contains { $0 >= milestone }
    }
}
