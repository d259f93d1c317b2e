import EbbTesting
import Foundation
import Registry
import Store
import Testing

struct ForecastAnswerTests {
    private static let first = Day(year: 2023, month: 1, day: 2)

    private static func day(_ offset: Int) -> Day { Day(number: first.number + Int32(offset)) }

    /// A share of 200 pulls a day whose odds lose a tenth each week; half of it is served, half follows redirects. The
    /// newest day has hardly begun.
    private static func requests(days: Int, without missing: Set<Int> = []) -> [MadeRequest] {
        (0...days).filter { !missing.contains($0) }.flatMap { offset -> [MadeRequest] in
            let odds = exp(-0.1 * Double(offset) / 7)
            let part = offset == days ? 1 : Int((200 * odds / (1 + odds)).rounded())
            let day = day(offset).description
            return [
                old.on(day).bytes(1_000) * (part - part / 2), new.via(.followed).on(day) * (part / 2),
                new.on(day) * (offset == days ? 1 : 200 - part),
            ].filter { $0.count > 0 }
        }
    }

    private func row(_ answer: Answer, _ measure: String, weeksAgo: Int = 0) throws -> [String: Answer.Cell] {
        let rows = answer.rows.filter { $0[0] == .text(measure) }
        let row = try #require(rows.count == 3 ? rows[weeksAgo / 4] : nil)
        return Dictionary(uniqueKeysWithValues: zip(answer.columns.map(\.name), row))
    }

    private func number(_ cell: Answer.Cell?) throws -> Double {
        switch cell {
        case .share(let value), .real(let value): return value
        case .integer(let value), .time(let value): return Double(value)
        default: return try #require(nil)
        }
    }

    @Test("pulls, bytes and the share, from the last whole day on", arguments: StoreKind.allCases)
    func forecast(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.forecast), Self.requests(days: 126))
        #expect(
            answer.rows.map { $0[0] } == ["pulls", "bytes", "share"].flatMap { [.text($0), .text($0), .text($0)] }
        )
        let share = try row(answer, "share")
        #expect(share["asOf"] == .time(Int64(Self.day(125).number) * 86_400))
        #expect(share["state"] == .text("expected"))
        #expect(share["weeks"] == .integer(18))
        // Odds of 1 to 99 after 321.7 days.
        let truth = Double(Self.day(322).number) * 86_400
        #expect(abs(try number(share["date"]) - truth) < 15 * 86_400)
        #expect(try number(share["earliest"]) < truth)
        let odds = exp(-0.1 * 122 / 7)
        #expect(abs(try number(share["now"]) - odds / (1 + odds)) < 0.003)
        let pulls = try row(answer, "pulls")
        #expect(abs(try number(pulls["now"]) - 200 * odds / (1 + odds)) < 1)
        // Of the first week's mean day.
        #expect(abs(try number(pulls["threshold"]) - 0.98) < 0.02)
        let bytes = try row(answer, "bytes")
        #expect(abs(try number(bytes["now"]) - 100_000 * odds / (1 + odds)) < 1_000)
    }

    @Test("what was said 4 and 8 weeks ago is what was said then", arguments: StoreKind.allCases)
    func backtests(_ kind: StoreKind) throws {
        let now = try kind.ask(Query(.forecast), Self.requests(days: 126))
        for weeks in [4, 8] {
            let last = 125 - 7 * weeks
            let then = try kind.ask(Query(.forecast), Self.requests(days: last + 1))
            let (said, fresh) = (try row(now, "share", weeksAgo: weeks), try row(then, "share"))
            for name in ["asOf", "state", "date", "earliest", "latest", "now", "weeklyChange", "weeks"] {
                #expect(said[name] == fresh[name], "\(name)")
            }
            #expect(said["came"] == (try row(now, "share"))["now"])
            let (low, high) = (try number(said["expectedLow"]), try number(said["expectedHigh"]))
            #expect((low...high).contains(try number(said["came"])))
            #expect(fresh["came"] == .null && fresh["expected"] == .null)
        }
    }

    @Test("a threshold of its own, within its bounds", arguments: StoreKind.allCases)
    func threshold(_ kind: StoreKind) throws {
        let requests = Self.requests(days: 126)
        let soon = try row(try kind.ask(Query(.forecast) { $0.threshold = 5 }, requests), "share")
        let late = try row(try kind.ask(Query(.forecast), requests), "share")
        #expect(soon["threshold"] == .share(0.05) && late["threshold"] == .share(0.01))
        #expect(try number(soon["date"]) < number(late["date"]))
        for wrong in [0, -1, 100, .nan, .infinity] {
            #expect(try kind.refusal(Query(.forecast) { $0.threshold = wrong }).contains("from 0.01 to 99"))
        }
        #expect(try kind.refusal(Query(.summary) { $0.threshold = 1 }).contains("takes no threshold"))
    }

    @Test("weeks of a milestone and weeks with few days are named", arguments: StoreKind.allCases)
    func omissions(_ kind: StoreKind) throws {
        let migration = Migration(
            name: "move",
            endpoints: move().endpoints,
            milestones: [
                Milestone(name: "redirect", day: Self.day(24)), Milestone(name: "sunset", day: Self.day(300)),
            ]
        )
        let requests = Self.requests(days: 126, without: [70, 71, 72, 73, 74])
        let answer = try kind.ask(Query(.forecast), requests, migration)
        let notes = answer.completeness.notes
        #expect(notes.contains("Left out: \(Self.day(0)) to \(Self.day(20)), before the milestone redirect."))
        #expect(notes.contains("Left out: \(Self.day(21)) to \(Self.day(27)), the week of the milestone redirect."))
        #expect(notes.contains("Left out: \(Self.day(70)) to \(Self.day(76)), with data of 2 days."))
        #expect(notes.contains { $0.contains("sunset on \(Self.day(300))") })
        #expect(try row(answer, "share")["weeks"] == .integer(13))
    }

    @Test("a line of another century makes one note, not thousands", arguments: StoreKind.allCases)
    func farDay(_ kind: StoreKind) throws {
        let usual = try kind.ask(Query(.forecast), Self.requests(days: 126))
        let odd = try kind.ask(
            Query(.forecast),
            Self.requests(days: 126) + [old.on("1971-01-01"), new.on("1971-01-01")]
        )
        #expect(try row(odd, "share") == row(usual, "share"))
        #expect(odd.completeness.notes.count == usual.completeness.notes.count + 1)
    }

    @Test("a day with the logs of one end alone is one without data", arguments: StoreKind.allCases)
    func oneEnd(_ kind: StoreKind) throws {
        let holes: Set<Int> = [30, 31, 80]
        let whole = Self.requests(days: 126)
        let holed = whole.filter { request in
            request.host == "new.example" || !holes.contains { Self.day($0).description == request.day }
        }
        let (one, other) = (
            try row(try kind.ask(Query(.forecast), whole), "share"),
            try row(try kind.ask(Query(.forecast), holed), "share")
        )
        #expect(abs(try number(one["date"]) - number(other["date"])) < 15 * 86_400)
    }

    @Test("without pulls whose way is unknown there is less left", arguments: StoreKind.allCases)
    func unknown(_ kind: StoreKind) throws {
        let known = Self.requests(days: 126)
        let answer = try kind.ask(
            Query(.forecast),
            known + (0...126).map { new.via(.unknown).of("etcd").on(Self.day($0).description) * 10 }
        )
        let odds = exp(-0.1 * 122 / 7)
        let part = 200 * odds / (1 + odds)
        #expect(abs(try number(try row(answer, "share")["now"]) - (part + 10) / 210) < 0.003)
        #expect(abs(try number(try row(answer, "shareAtLeast")["now"]) - part / 210) < 0.003)
        #expect(try kind.ask(Query(.forecast), known).rows.count == 9)
    }

    @Test("without enough weeks, and without any, nothing is claimed", arguments: StoreKind.allCases)
    func tooLittle(_ kind: StoreKind) throws {
        let few = try row(try kind.ask(Query(.forecast), Self.requests(days: 27)), "share")
        #expect(few["state"] == .text("tooLittle") && few["date"] == .null && few["weeklyChange"] == .null)
        #expect(try kind.ask(Query(.forecast), []).rows.isEmpty)
        #expect(try kind.ask(Query(.forecast), [cdn]).rows.isEmpty)
    }
}
