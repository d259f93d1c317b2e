import Registry

/// What the milestones did: one row each, counting networks of addresses and repositories.
struct Cohorts {
    static let columns: [Answer.Column] = [
        .init("milestone", .text), .init("date", .time), .init("exposed"), .init("failed"), .init("retried"),
        .init("moved"), .init("relapsed"), .init("stayed"), .init("notSeen"),
    ]
    /// Days after a milestone on which a relapse is looked for.
    private static let longest: Int32 = 84

    private let scope: Scope
    private let store: any Store
    private let query: Query
    /// What must be said beside the rows.
    private(set) var notes: [String] = []
    private(set) var rows: [[Answer.Cell]] = []

    init(_ scope: Scope, _ store: any Store, _ query: Query) throws {
        self.scope = scope
        self.store = store
        self.query = query
        guard scope.clients.form.keepsAddresses, scope.clients.mode <= .prefix else {
            throw QueryError(
                "Cohorts are told by networks of addresses (/24, /48), which this store does not keep or show "
                    + "(privacy). Ask for progress."
            )
        }
        try scope.requireClients()
        guard let stored = try store.days() else { return }
        for milestone in scope.migration.milestones.sorted(by: { $0.day < $1.day }) {
            rows.append(try row(milestone, stored))
        }
    }

    private mutating func row(_ milestone: Milestone, _ stored: ClosedRange<Int32>) throws -> [Answer.Cell] {
        let day = milestone.day.number
        let title: [Answer.Cell] = [.text(milestone.name), .time(Int64(day) * 86_400)]
        let unknown = [Answer.Cell](repeating: .null, count: Self.columns.count - 2)
        guard stored.contains(day - 1), stored.contains(day + Int32(CohortFate.after) - 1) else {
            notes.append(
                "\(milestone.name), \(milestone.day): there are no logs of the day before it and of the "
                    + "\(CohortFate.after) days from it on."
            )
            return title + unknown
        }
        let first = max(stored.lowerBound, day - Int32(CohortFate.before))
        let window = scope.over(first...min(stored.upperBound, day + Self.longest))
        let names = try store.repositories()
        let numbers = query.storedRepository.map { wanted in names.filter { $0.value == wanted }.map(\.key) }
        let histories = try UseHistories(window, store, names, of: numbers).all
        guard !histories.contains(where: \.isForgotten) else {
            notes.append("\(milestone.name), \(milestone.day): its clients are forgotten (privacy.forgetAfterDays).")
            return title + unknown
        }
        let days = day...day + Int32(CohortFate.after) - 1
        // Without sessions nobody knows who got something in the end.
        let knowsFailures = !scope.counting.unknownDays.contains(where: days.contains)
        let week = try FailedTries(scope.over(days), store, names)
        var counts = [Int64](repeating: 0, count: Self.columns.count - 2)
        for history in histories {
            guard let fate = CohortFate(old: history.old, direct: history.direct, milestone: Int(day - first))
            else { continue }
            let failure = week.failure(history.network, history.repository)
            let facts = [
                true, failure != nil, failure?.wasRetried == true, fate.hasMoved, fate.hasRelapsed, fate.hasStayed,
                fate.isGone,
            ]
            for (place, fact) in facts.enumerated() where fact { counts[place] += 1 }
        }
        var cells = counts.map { Answer.Cell(scope.clients.count($0)) }
        if !knowsFailures { (cells[1], cells[2]) = (.null, .null) }
        return title + cells
    }
}
