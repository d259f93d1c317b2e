import EbbTesting
import Registry
import Store
import Testing

struct TimeseriesTests {
    private let requests = [
        old.on("2023-03-19", hour: 23), old.redirected.on("2023-03-20", hour: 1) * 2,
        old.redirected.on("2023-03-26", hour: 23), new.via(.unknown).on("2023-03-20", hour: 1) * 3,
        new.via(.followed).on("2023-03-26", hour: 22).bytes(5), new.on("2023-03-27"),
    ]

    @Test(
        "weeks begin on Monday, days and hours where they begin",
        arguments: StoreKind.allCases,
        [
            (
                Query.Step.week,
                [
                    "2023-03-13T00:00:00Z old 1 1 0 –", "2023-03-20T00:00:00Z old 3 0 3 –",
                    "2023-03-20T00:00:00Z new 4 4 0 3", "2023-03-27T00:00:00Z new 1 1 0 0",
                ]
            ),
            (
                Query.Step.day,
                [
                    "2023-03-19T00:00:00Z old 1 1 0 –", "2023-03-20T00:00:00Z old 2 0 2 –",
                    "2023-03-20T00:00:00Z new 3 3 0 2", "2023-03-26T00:00:00Z old 1 0 1 –",
                    "2023-03-26T00:00:00Z new 1 1 0 1", "2023-03-27T00:00:00Z new 1 1 0 0",
                ]
            ),
            (
                Query.Step.hour,
                [
                    "2023-03-19T23:00:00Z old 1 1 0 –", "2023-03-20T01:00:00Z old 2 0 2 –",
                    "2023-03-20T01:00:00Z new 3 3 0 0", "2023-03-26T22:00:00Z new 1 1 0 1",
                    "2023-03-26T23:00:00Z old 1 0 1 –", "2023-03-27T00:00:00Z new 1 1 0 0",
                ]
            ),
        ]
    )
    func steps(_ kind: StoreKind, _ step: (Query.Step, [String])) throws {
        let answer = try kind.ask(Query(.timeseries) { $0.step = step.0 }, requests)
        #expect(answer.table("time", "endpoint", "requests", "pulls", "redirected", "followed") == step.1)
        #expect(answer.completeness.notes.isEmpty == (step.0 != .hour))
    }

    @Test("a range cuts days off, and weeks with them", arguments: StoreKind.allCases)
    func range(_ kind: StoreKind) throws {
        let query = Query(.timeseries) {
            $0.step = .week
            $0.from = Day("2023-03-21")
            $0.to = Day("2023-03-26")
        }
        let answer = try kind.ask(query, requests)
        #expect(
            answer.table("time", "endpoint", "requests", "bytes") == [
                "2023-03-20T00:00:00Z old 1 0", "2023-03-20T00:00:00Z new 1 5",
            ]
        )
        #expect(answer.completeness.hoursInRange == 6 * 24)
        #expect(answer.completeness.hoursCovered == 2)
    }

    @Test("followed is told by referers alone where legacy has no logs", arguments: StoreKind.allCases)
    func oneEnd(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.timeseries), [new.via(.followed), new.via(.unknown) * 9])
        #expect(answer.table("pulls", "followed") == ["10 1"])
    }

    @Test("of one repository: the redirects of all its old names are settled", arguments: StoreKind.allCases)
    func repository(_ kind: StoreKind) throws {
        let requests = [
            old.of("etcd").redirected * 2, old.of("old-etcd").redirected * 3, old.of("pause").redirected * 4,
            new.of("etcd").via(.unknown).bytes(7) * 6, new.of("pause").via(.unknown) * 9,
        ]
        let renames = [Rename.exact(from: "old-etcd", to: "etcd")]
        let answer = try kind.ask(
            Query(.timeseries) { $0.repository = "etcd" },
            requests,
            move(renames: renames)
        )
        #expect(
            answer.table("time", "role", "requests", "pulls", "bytes", "redirected", "followed") == [
                "2023-03-20T00:00:00Z legacy 2 0 0 2 –", "2023-03-20T00:00:00Z current 6 6 42 0 5",
            ]
        )
        let hours = Query(.timeseries) {
            $0.repository = "etcd"
            $0.step = .hour
        }
        #expect(try kind.refusal(hours, requests).contains("by day or week"))
        let unknown = Query(.timeseries) { $0.repository = "nothing" }
        #expect(try kind.ask(unknown, requests).rows.isEmpty)
    }

    @Test("by the day with the ways and the clients", arguments: StoreKind.allCases)
    func waysAndClients(_ kind: StoreKind) throws {
        let requests = [
            old, old.redirected.from("192.0.2.2") * 2, new * 5, new.via(.unknown).from("192.0.2.7") * 3,
            new.via(.followed).from("192.0.2.2") * 2, cdn.from("192.0.2.9"),
        ]
        let wanted = ["legacy – – – 2", "current 5 2 3 3", "backend – – – 1"]
        #expect(
            try kind.ask(Query(.timeseries), requests).table("role", "direct", "followed", "unknown", "clients")
                == wanted
        )
        let long = Query(.timeseries) { $0.from = Day("0001-01-01") }
        #expect(try kind.ask(long, requests).table("clients") == ["2", "3", "1"])
        let week = Query(.timeseries) { $0.step = .week }
        #expect(try kind.ask(week, requests).table("direct", "clients") == ["– –", "5 –", "– –"])
    }
}
