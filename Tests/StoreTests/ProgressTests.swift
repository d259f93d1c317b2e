import EbbTesting
import Registry
import Store
import Testing

struct ProgressTests {
    /// Five weeks, in which days lack one end's logs or both, and redirects settle the unknown.
    private let requests: [MadeRequest] = {
        var generator = SeededGenerator(7)
        var requests: [MadeRequest] = []
        let first = Day(year: 2023, month: 3, day: 1)
        for offset in 0..<35 where offset != 9 && offset != 20 {
            let day = Day(number: first.number + Int32(offset)).description
            func some(_ request: MadeRequest) -> MadeRequest {
                let client = "192.0.2.\(Int.random(in: 1...3, using: &generator))"
                return request.from(client).on(day) * Int.random(in: 1...6, using: &generator)
            }
            if offset != 5 { requests += [some(old), some(old.redirected), some(old.redirected.of("etcd"))] }
            if offset != 12 {
                requests += [some(new), some(new.via(.followed)), some(new.via(.unknown)), some(new.via(.unknown))]
            }
            requests.append(some(cdn))
        }
        // A day of the backend alone tells nothing of the move.
        return requests + [cdn.on("2023-03-10")]
    }()

    private let milestones = [
        Milestone(name: "redirect", day: Day(year: 2023, month: 3, day: 8)),
        Milestone(name: "freeze", day: Day(year: 2023, month: 3, day: 8)),
        Milestone(name: "brownout", day: Day(year: 2023, month: 3, day: 10)),
        Milestone(name: "sunset", day: Day(year: 2024, month: 1, day: 1)),
    ]

    private var migration: Migration {
        Migration(name: "move", endpoints: move().endpoints, milestones: milestones)
    }

    @Test("each row is what the summary says of its days", arguments: StoreKind.allCases, [Query.Step.day, .week])
    func summaries(_ kind: StoreKind, _ step: Query.Step) throws {
        try kind.withStore { store in
            _ = try store.commit([CountedSource("a.log", content: 1, requests)])
            let answer = try store.answer(Query(.progress) { $0.step = step }, migration)
            #expect(answer.rows.count == (step == .day ? 33 : 6))
            for row in answer.rows {
                guard case .time(let time) = row[0] else { continue }
                let first = Day(number: Int32(time / 86_400))
                let summary = try store.answer(
                    Query(.summary) {
                        $0.from = first
                        $0.to = Day(number: first.number + (step == .week ? 6 : 0))
                    },
                    migration
                )
                let cells = Dictionary(uniqueKeysWithValues: zip(answer.columns.map(\.name), row))
                let (legacy, current) = (try #require(summary.rows.first), summary.rows[1])
                func cell(_ row: [Answer.Cell], _ name: String) -> Answer.Cell {
                    summary.columns.firstIndex { $0.name == name }.map { row[$0] } ?? .null
                }
                let hasLegacy = cell(legacy, "requests") != .integer(0)
                let hasCurrent = cell(current, "requests") != .integer(0)
                #expect(cells["served"] == (hasLegacy ? cell(legacy, "pulls") : .null))
                #expect(cells["lost"] == cell(legacy, "lost"))
                for name in ["direct", "followed", "unknown"] {
                    #expect(cells[name] == (hasCurrent ? cell(current, name) : .null))
                }
                let progress = hasCurrent ? summary.progress : nil
                #expect(cells["low"] == Answer.Cell(share: progress?.low))
                #expect(cells["high"] == Answer.Cell(share: progress?.high))
            }
        }
    }

    @Test("days without data are absent, milestones stand at their step", arguments: StoreKind.allCases)
    func milestones(_ kind: StoreKind) throws {
        let days = try kind.ask(Query(.progress), requests, migration)
        let table = days.table("time", "milestones")
        #expect(!table.contains { $0.hasPrefix("2023-03-10") || $0.hasPrefix("2023-03-21") })
        #expect(table.filter { !$0.hasSuffix(" ") } == ["2023-03-08T00:00:00Z redirect+freeze"])
        #expect(days.completeness.notes == ["Milestone on a day without data: brownout, 2023-03-10."])
        let weeks = try kind.ask(Query(.progress) { $0.step = .week }, requests, migration)
        #expect(weeks.table("milestones") == ["", "redirect+freeze+brownout", "", "", "", ""])
        #expect(weeks.completeness.notes.isEmpty)
    }

    @Test("a range cuts weeks off", arguments: StoreKind.allCases)
    func range(_ kind: StoreKind) throws {
        let requests = [old.on("2023-03-21") * 2, new.on("2023-03-21"), old.on("2023-03-23") * 5, new.on("2023-03-23")]
        let query = Query(.progress) {
            $0.step = .week
            $0.from = Day("2023-03-22")
            $0.to = Day("2023-03-24")
        }
        #expect(
            try kind.ask(query, requests).table("time", "direct", "served") == ["2023-03-20T00:00:00Z 1 5"]
        )
    }

    @Test("of blob bytes where the old logs know no manifests", arguments: StoreKind.allCases)
    func blobBytes(_ kind: StoreKind) throws {
        let requests = [old.blob.bytes(600), new.blob.bytes(300), new.blob.via(.unknown).bytes(100)]
        let answer = try kind.ask(
            Query(.progress),
            requests,
            move(oldObserves: [.blobs, .bytes, .referer, .clients])
        )
        #expect(answer.table("served", "low", "high") == ["– 0.3 0.4"])
        #expect(answer.completeness.notes.contains { $0.contains("blob bytes") })
    }

    @Test("what can't be asked says what can", arguments: StoreKind.allCases)
    func refused(_ kind: StoreKind) throws {
        #expect(try kind.refusal(Query(.progress) { $0.step = .hour }).contains("by day or week"))
        #expect(
            try kind.refusal(Query(.progress) { $0.endpoint = "old" }).contains(
                "it takes from, to, repository, definition, by"
            )
        )
        #expect(try kind.ask(Query(.progress), []).rows.isEmpty)
    }
}
