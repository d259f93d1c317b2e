import EbbTesting
import Registry
import Store
import Testing

struct CohortTests {
    private let migration = Migration(
        name: "move",
        endpoints: move().endpoints,
        milestones: [Milestone(name: "redirect", day: Day(year: 2023, month: 3, day: 15))]
    )

    /// The use of both endpoints on days of March 2023 by one network, around the 15th.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var old: [Int]
        var direct: [Int] = []
        /// exposed, moved, relapsed, stayed, notSeen
        var counts: String

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "not there in the fortnight before", old: [15, 16], counts: "0 0 0 0 0"),
        Case(name: "a fortnight before", old: [1], counts: "1 0 0 0 1"),
        Case(name: "stays", old: [14, 15, 20], counts: "1 0 0 1 0"),
        Case(name: "gone", old: [10, 14], counts: "1 0 0 0 1"),
        Case(name: "at the new one before, gone since", old: [10], direct: [11, 14], counts: "1 0 0 0 1"),
        Case(name: "moves on the day", old: [14, 15], direct: [15], counts: "1 1 0 0 0"),
        Case(name: "moves on the seventh day", old: [14, 20], direct: [21], counts: "1 1 0 0 0"),
        Case(name: "moves on the eighth", old: [14], direct: [22], counts: "1 0 0 1 0"),
        Case(name: "at both to the end of the week", old: [14, 21], direct: [16, 20], counts: "1 0 0 1 0"),
        Case(name: "relapses", old: [14, 22], direct: [16], counts: "1 1 1 0 0"),
        Case(name: "back after three weeks", old: [14, 31], counts: "1 0 0 1 0"),
    ]

    private func day(_ number: Int) -> String { "2023-03-" + (number < 10 ? "0" : "") + "\(number)" }

    /// So that there are logs of both ends from the first to the last day.
    private var others: [MadeRequest] {
        (1...31).flatMap {
            [old.of("(others)").on(day($0)).with { $0.repository = "" }, new.on(day($0)).with { $0.repository = "" }]
        }
    }

    private func ask(_ kind: StoreKind, _ requests: [MadeRequest], _ change: (inout Query) -> Void = { _ in }) throws
        -> Answer
    {
        try kind.ask(Query(.cohorts, change), requests + others, migration)
    }

    @Test(arguments: cases, StoreKind.allCases)
    func fates(row: Case, kind: StoreKind) throws {
        // Several clients of one network are one.
        let requests =
            row.old.map { old.from("192.0.2.\($0)").on(day($0)) }
            + row.direct.map { new.from("192.0.2.77").on(day($0)) }
        let table = try ask(kind, requests).table("exposed", "moved", "relapsed", "stayed", "notSeen")
        #expect(table == [row.counts])
    }

    @Test("who failed in the week, and who tried again", arguments: StoreKind.allCases)
    func failures(_ kind: StoreKind) throws {
        let missing = old.on(day(16)).with { $0.outcome = .missing }
        let requests = [
            // Tries once; twice; on two days; and gets it in the end, on the same day.
            old.on(day(14)), missing,
            old.of("a").on(day(14)), missing.of("a") * 2,
            old.of("b").on(day(14)), missing.of("b"), old.of("b").on(day(20)),
            old.of("c").on(day(14)), missing.of("c"), old.of("c").on(day(16), hour: 5),
            // A redirect that nobody follows, and one that is.
            old.of("d").on(day(14)), old.of("d").on(day(17)).redirected,
            old.of("e").on(day(14)), old.of("e").on(day(17)).redirected, new.of("e").on(day(17)).via(.followed),
            // Before the milestone, and after the week.
            old.of("f").on(day(14)), missing.of("f").on(day(14)), missing.of("f").on(day(22)),
        ]
        #expect(try ask(kind, requests).table("exposed", "failed", "retried") == ["7 4 2"])
        #expect(try ask(kind, requests) { $0.repository = "b" }.table("exposed", "failed", "retried") == ["1 1 1"])
    }

    @Test("a milestone without logs around it, and what privacy leaves")
    func unknown() throws {
        let answer = try StoreKind.memory.ask(Query(.cohorts), [old.on(day(10)), old.on(day(20))], migration)
        #expect(answer.table("milestone", "date", "exposed", "notSeen") == ["redirect 2023-03-15T00:00:00Z – –"])
        #expect(answer.completeness.notes.contains { $0.contains("redirect, 2023-03-15: there are no logs") })
        let shown = try ask(.memory, [old.on(day(14))]) {
            $0.visibility = .shown(Privacy(show: .prefix, minimumGroup: 5), key: nil)
        }
        #expect(shown.table("exposed", "moved", "notSeen") == ["– 0 –"])
        #expect(
            try StoreKind.memory.refusal(Query(.cohorts), [old], clientForm: "keyed monthly").contains(
                "Cohorts are told by"
            )
        )
    }
}
