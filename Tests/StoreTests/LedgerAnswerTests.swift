import EbbTesting
import Registry
import Store
import Testing

struct LedgerAnswerTests {
    @Test("sources show what is known of them, and dashes for the rest", arguments: StoreKind.allCases)
    func sources(_ kind: StoreKind) throws {
        try kind.withStore { store in
            var source = CountedSource("a.log", content: 1, [old, new])
            source.row.lines.total = 7
            source.row.lines.rejected = 2
            source.row.lines.skipped = 2
            source.row.lines.unrelated = 1
            source.row.bytesIncludeHeaders = true
            _ = try store.commit([source])
            var failed = LedgerRow(name: "b.log.gz", status: .failed)
            failed.error = "b.log.gz: the gzip stream is damaged"
            try store.note(failed: [failed])
            let answer = try store.answer(Query(.sources), move())
            #expect(
                answer.table("name", "format", "status", "lines", "counted", "unrelated", "rejected", "skipped") == [
                    "a.log combined ingested 7 2 1 2 2", "b.log.gz – failed – – – – –",
                ]
            )
            #expect(
                answer.table("identity", "bytesRead", "firstTime", "lastTime", "ingestedAt", "error") == [
                    "0000000000000001fffffffffffffffe 200 2023-03-20T00:00:00Z 2023-03-20T00:00:00Z "
                        + "2023-11-14T22:13:20Z –",
                    "– – – – – b.log.gz: the gzip stream is damaged",
                ]
            )
            #expect(answer.completeness.failedSources == 1)
            #expect(answer.completeness.sources == 1)
            #expect(answer.completeness.lines == 7)
            #expect(answer.completeness.rejectedLines == 2)
            #expect(answer.completeness.unrelatedLines == 1)
            let note = "Bytes from logs of these formats count response headers too: combined."
            #expect(answer.completeness.notes == [note])
        }
    }

    /// A source's day of March, when it was read (hours after the first), and whether that was late.
    static let readings: [(name: String, day: Int, readAt: Int64, late: String)] = [
        ("first.log", 20, 0, "false"), ("next-day.log", 21, 24, "false"), ("backwards-in-one-go.log", 19, 23, "false"),
        ("gap.log", 25, 100, "false"), ("late.log", 22, 124, "true"), ("soon-after.log", 23, 123, "false"),
        ("of-the-same-day.log", 25, 200, "false"),
    ]

    @Test("a source is late a day after one of later times was read", arguments: StoreKind.allCases)
    func late(_ kind: StoreKind) throws {
        try kind.withStore { store in
            for (number, reading) in Self.readings.enumerated() {
                var source = CountedSource(reading.name, content: UInt64(number), [old.on("2023-03-\(reading.day)")])
                source.row.ingestedAt += reading.readAt * 3_600
                _ = try store.commit([source])
            }
            var failed = LedgerRow(name: "z.log", status: .failed)
            failed.error = "gone"
            try store.note(failed: [failed])
            let answer = try store.answer(Query(.sources) { $0.limit = 0 }, move())
            let expected = Self.readings.sorted { $0.name < $1.name }.map { "\($0.name) \($0.late)" }
            #expect(answer.table("name", "late") == expected + ["z.log –"])
        }
    }

    @Test("rejects, the most first", arguments: StoreKind.allCases)
    func rejects(_ kind: StoreKind) throws {
        try kind.withStore { store in
            var source = CountedSource("a.log", content: 1, [old])
            source.rejects = [
                RejectCount(reason: "no time", count: 1, samples: [.init(line: 3, byte: 99, text: "x y")]),
                RejectCount(reason: "too long", count: 8, samples: []),
            ]
            _ = try store.commit([source])
            let answer = try store.answer(Query(.rejects), move())
            #expect(
                answer.table("source", "reason", "count", "samples") == ["a.log too long 8 ", "a.log no time 1 x y"]
            )
            #expect(answer.json.contains("{\"line\": 3, \"byte\": 99, \"text\": \"x y\"}"))
            #expect(answer.csv.contains("a.log,no time,1,\"line 3, byte 99: x y\"\r\n"))
        }
    }

    @Test("completeness counts the hours, and the sources of the range only", arguments: StoreKind.allCases)
    func completeness(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.commit([
                CountedSource("a", content: 1, [old, new.on("2023-03-20", hour: 5), cdn.on("2023-03-20", hour: 5)]),
                CountedSource("b", content: 2, [old.on("2023-03-23")]),
            ])
            let whole = try store.answer(Query(.images), move()).completeness
            #expect(whole.hoursCovered == 3)
            #expect(whole.hoursInRange == 96)
            #expect(whole.sources == 2)
            let part = try store.answer(
                Query(.images) {
                    $0.to = .init("2023-03-22")
                    $0.endpoint = "old"
                },
                move()
            ).completeness
            #expect(part.hoursCovered == 1)
            #expect(part.hoursInRange == 72)
            #expect(part.sources == 1)
        }
    }
}
