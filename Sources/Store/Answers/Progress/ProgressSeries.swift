import Registry

/// One row a day or week: how far the move had come.
struct ProgressSeries {
    static let columns: [Answer.Column] = [
        .init("time", .time), .init("direct"), .init("followed"), .init("unknown"), .init("served"), .init("lost"),
        .init("low", .share), .init("high", .share), .init("milestones", .text),
    ]

    private let scope: Scope
    private let isWeekly: Bool
    private let ways: DailyWays

    init(_ scope: Scope, _ store: any Store, _ query: Query) throws(StoreError) {
        self.scope = scope
        isWeekly = query.step == .week
        ways = try DailyWays(scope, store)
    }

    /// What must be said beside the rows.
    var notes: [String] {
        var notes: [String] = []
        if ways.basis == .blobBytes {
            notes.append("low and high are shares of blob bytes, since the logs of one side know no manifests.")
        }
        let shown = scope.migration.milestones.filter { scope.days.contains($0.day.number) }
        let steps = Set(ways.days.keys.map(step))
        let hidden = shown.filter { !steps.contains(step($0.day.number)) }
        notes += hidden.map { "Milestone on a day without data: \($0.name), \($0.day)." }
        return notes
    }

    func rows() -> [[Answer.Cell]] {
        var steps: [Int32: DailyWays.Sums] = [:]
        for (day, sums) in ways.days { steps[step(day), default: .init()] += sums }
        var lost: [Int32: Int64] = [:]
        for day in ways.settlement.days { lost[step(day), default: 0] += ways.settlement.lost(on: day) ?? 0 }
        return steps.sorted { $0.key < $1.key }.map { cells($0.key, $0.value, lost: lost[$0.key]) }
    }

    private func cells(_ first: Int32, _ sums: DailyWays.Sums, lost: Int64?) -> [Answer.Cell] {
        let days = max(first, scope.days.lowerBound)...min(first + (isWeekly ? 6 : 0), scope.days.upperBound)
        let ways = sums.hasCurrent && self.ways.countsPulls[.current] == true ? sums.ways : nil
        let served = sums.hasLegacy && self.ways.countsPulls[.legacy] == true ? sums.served : nil
        let progress = self.ways.progress(sums)
        let names = scope.migration.milestones.filter { days.contains($0.day.number) }.map(\.name)
        return [
            .time(Int64(first) * 86_400), Answer.Cell(ways?.direct), Answer.Cell(ways?.followed),
            Answer.Cell(ways?.unknown), Answer.Cell(served),
            Answer.Cell(lost),
            Answer.Cell(share: progress?.low), Answer.Cell(share: progress?.high), .texts(names),
        ]
    }

    /// The first day of the step that a day is in.
    private func step(_ day: Int32) -> Int32 { isWeekly ? day.monday : day }
}
