import EbbTesting
import Registry
import Store
import Testing

/// The first sentence says what is known, and no more.
struct HeadlineTests {
    @Test func shareAndPoints() throws {
        let now = [new * 3, old.redirected, new.via(.followed)]
        let before = [new.on("2023-03-13") * 1, old.on("2023-03-13") * 1]
        let begin = [new.on("2023-03-07") * 1, old.on("2023-03-07") * 1]
        #expect(
            try Shown(begin + before + now).sentence()
                == "75.0 % of pulls came directly to new.example, 25.0 points more than a week before."
        )
        #expect(
            try Shown(begin + before + [new, old.redirected * 3, new.via(.followed) * 3]).sentence()
                == "25.0 % of pulls came directly to new.example, 25.0 points less than a week before."
        )
        #expect(
            try Shown(begin + before + [new, old]).sentence()
                == "50.0 % of pulls came directly to new.example, the same as a week before."
        )
    }

    @Test func withoutAWeekBeforeNothingIsCompared() throws {
        #expect(try Shown([new, old]).sentence() == "50.0 % of pulls came directly to new.example.")
    }

    @Test func anUnknownWayMakesAnInterval() throws {
        let shown = try Shown([new * 5, new.via(.unknown) * 2, old * 3])
        #expect(try shown.sentence() == "50.0 % to 70.0 % of pulls came directly to new.example.")
        #expect(try shown.standfirst().contains("Of some pulls no log tells the way"))
    }

    @Test func intervalsAreSetSideBySide() throws {
        let before = [new.on("2023-03-07"), old.on("2023-03-07")]
        let requests = before + [new * 6, new.via(.unknown) * 2, old * 2]
        #expect(
            try Shown(requests).sentence()
                == "60.0 % to 80.0 % of pulls came directly to new.example, up from 50.0 % a week before."
        )
    }

    @Test func shareOfSomeIsNeverAll() throws {
        #expect(try Shown([new * 100_000, old]).sentence().hasPrefix("More than 99.9 % of pulls"))
        #expect(try Shown([new, old * 100_000]).sentence().hasPrefix("Less than 0.1 % of pulls"))
        #expect(try Shown([new, old.redirected]).sentence().hasPrefix("100.0 % of pulls"))
    }

    @Test func emptyStore() throws {
        #expect(try Shown([]).sentence() == "Nothing has been counted yet.")
        #expect(try Shown([]).html("/").contains("ebb ingest"))
    }

    @Test func withoutLogsOfTheNewEndpointNothingIsKnown() throws {
        let shown = try Shown([old * 7])
        #expect(
            try shown.sentence()
                == "How far the move has come is not known: there are no logs of new.example from these days."
        )
        #expect(try shown.standfirst().contains("1 client sent 7 requests to old.example"))
    }

    @Test func withoutLogsOfTheOldEndpointTheShareIsOfTheNewOne() throws {
        let shown = try Shown([new * 3, new.via(.followed)])
        #expect(try shown.sentence() == "75.0 % of the pulls at new.example came directly.")
        #expect(try shown.standfirst().contains("There are no logs of old.example from these days"))
    }

    @Test func whereOneSideKnowsNoManifestsTheShareIsOfBlobBytes() throws {
        let migration = move(oldObserves: [.blobs, .bytes, .referer, .clients])
        let shown = try Shown([new.blob(300), old.blob(100)], migration)
        #expect(try shown.sentence() == "75.0 % of blob bytes came directly to new.example.")
        #expect(try shown.standfirst().contains("know no manifests"))
        #expect(try shown.html("/").contains("Bytes a day"))
    }

    @Test func noPulls() throws {
        #expect(try Shown([new.blob(1), old.blob(1)]).sentence() == "No pulls were counted in these days.")
    }

    @Test func ofTheRangeItsLastWeek() throws {
        let requests = [old.on("2023-03-01") * 9, new.on("2023-03-01"), new * 5]
        #expect(
            try Shown(requests).sentence([("from", "2023-03-01"), ("to", "2023-03-05")])
                == "10.0 % of pulls came directly to new.example."
        )
    }

    @Test func lostRedirectsAreSaid() throws {
        #expect(try Shown([new, old.redirected * 4]).standfirst().contains("nobody followed 4 of its redirects"))
    }

    /// Twenty weeks of 100 pulls a day, of which the old endpoint serves what this gives for each week.
    private func weeks(unknown: Int = 0, old pulls: (Int) -> Int) -> [MadeRequest] {
        (0..<20).flatMap { week in
            (0..<7).flatMap { offset -> [MadeRequest] in
                let day = Day(number: Day(year: 2023, month: 1, day: 1).number + Int32(week * 7 + offset)).description
                let count = pulls(week)
                // Without any request at the old endpoint, nobody could tell that its logs are there.
                return [
                    old.redirected.of("etcd").on(day), old.on(day) * count, new.on(day) * (100 - count - unknown),
                    new.via(.unknown).on(day) * unknown,
                ].filter { $0.count > 0 }
            }
        }
    }

    @Test func theDayOnWhichItIsOver() throws {
        let shown = try Shown(weeks { week in 60 - 2 * week })
        let answer = try shown.ask(Query(.forecast))
        let column = try #require(answer.columns.firstIndex { $0.name == "date" })
        let row = try #require(answer.rows.first { $0[0] == .text("share") })
        guard case .time(let time) = row[column] else {
            Issue.record("\(row)")
            return
        }
        let day = Day(number: Int32(time / 86_400)).description.split(separator: "-")
        let sentence = try shown.sentence()
        let parts = try #require(
            try #/.* At this pace old\.example falls below 1 % on (\d+) (\w+) (\d+) \(80 %: .*\d{4}.*\)\./#.wholeMatch(
                in: sentence
            )
        )
        #expect(Int(parts.1) == Int(day[2]) && String(parts.3) == day[0])
        #expect(sentence.contains("of pulls came directly to new.example"))
        // Of days that somebody chose, no forecast is made.
        #expect(try !shown.sentence([("from", "2023-02-01")]).contains("At this pace"))
    }

    @Test func whereThereIsNoDayTheReasonIsSaid() throws {
        let stalled = try Shown(weeks { _ in 20 }).sentence()
        #expect(stalled.hasSuffix(" At this rate old.example does not fall below 1 %: it stands still."))
        let rising = try Shown(weeks { week in 10 + 2 * week }).sentence()
        #expect(rising.hasSuffix(" At this rate old.example does not fall below 1 %: it rises."))
        let over = try Shown(weeks { week in week < 8 ? 40 - 5 * week : 0 }).sentence()
        #expect(over.contains(" old.example has been below 1 % since "))
    }

    @Test func whatUnknownWaysDoToTheDayIsSaid() throws {
        let shown = try Shown(weeks(unknown: 20) { week in 60 - 3 * week })
        let standfirst = try shown.standfirst()
        #expect(
            standfirst.contains("Pulls whose way is unknown are taken for those of old.example; without them it falls")
        )
        #expect(try !Shown(weeks { week in 60 - 3 * week }).standfirst().contains("whose way is unknown"))
    }

    @Test func tooFewWeeksAreSaidBesideTheSentence() throws {
        let shown = try Shown([new, old])
        #expect(try shown.sentence() == "50.0 % of pulls came directly to new.example.")
        #expect(try shown.standfirst().contains("When old.example falls below 1 % can’t be told yet"))
    }
}
