import EbbTesting
import Registry
import Store
import Testing

struct SummaryTests {
    @Test("pulls at the new endpoint by the way they came", arguments: StoreKind.allCases)
    func ways(_ kind: StoreKind) throws {
        let answer = try kind.ask(
            Query(.summary),
            [
                old * 10, old.redirected * 3,
                new.via(.direct) * 20, new.via(.mirrorConfigured) * 5, new.via(.followed) * 7, new.via(.unknown) * 8,
                new.redirected.via(.direct) * 2, new.via(.direct).with { $0.outcome = .missing } * 100,
                cdn.bytes(1_000) * 4,
            ]
        )
        // 3 redirects, 7 of a referer: none is left for the unknown, none is lost.
        #expect(
            answer.table("endpoint", "requests", "pulls", "direct", "followed", "unknown", "lost") == [
                "old 13 10 – – – 0", "new 142 42 27 7 8 –", "cdn 4 – – – – –",
            ]
        )
        #expect(answer.table("endpoint", "bytes", "repositories") == ["old 0 1", "new 0 1", "cdn 4000 –"])
        #expect(answer.progress == Progress(low: 27.0 / 52, high: 35.0 / 52, basis: .pulls))
    }

    @Test("redirects settle the unknown, per client, repository, operation and day", arguments: StoreKind.allCases)
    func settlement(_ kind: StoreKind) throws {
        let unknown = new.via(.unknown)
        let answer = try kind.ask(
            Query(.summary),
            [
                old.redirected * 5, unknown * 3, new.via(.followed),  // 3 settled, 1 lost
                old.redirected.of("etcd"), unknown.of("etcd").from("192.0.2.9"),  // another client: 1 lost
                old.redirected.blob * 2, unknown.of("coredns"),  // another operation: 2 lost
                old.redirected.on("2023-03-21"), new.via(.direct).on("2023-03-21"),  // 1 lost
                old.redirected.on("2023-03-22") * 50,  // a day without the other end: nothing
            ]
        )
        #expect(
            answer.table("pulls", "direct", "followed", "unknown", "lost") == ["0 – – – 5", "7 1 4 2 –", "– – – – –"]
        )
        #expect(answer.progress == Progress(low: 1.0 / 7, high: 3.0 / 7, basis: .pulls))
    }

    @Test("a redirect settles a failed request before it settles no pull", arguments: StoreKind.allCases)
    func failedRequests(_ kind: StoreKind) throws {
        let missing = new.via(.unknown).with { $0.outcome = .missing }
        let answer = try kind.ask(Query(.summary), [old.redirected * 2, missing * 2, new.via(.unknown)])
        #expect(answer.table("pulls", "followed", "unknown", "lost") == ["0 – – 0", "1 1 0 –", "– – – –"])
    }

    @Test("each redirect settles one request, whichever endpoint it arrived at", arguments: StoreKind.allCases)
    func severalEndpoints(_ kind: StoreKind) throws {
        let more = [
            Endpoint(name: "new2", role: .current, sites: [Site(host: "new2.example")]),
            Endpoint(name: "old2", role: .legacy, sites: [Site(host: "old2.example")]),
        ]
        let new2 = new.with { $0.host = "new2.example" }
        let old2 = old.with { $0.host = "old2.example" }
        let requests = [old.redirected * 4, old2.redirected * 4, new.via(.unknown) * 3, new2.via(.unknown) * 3]
        for order in [requests, requests.reversed()] {
            let answer = try kind.ask(Query(.summary), order, move(more))
            #expect(
                answer.table("endpoint", "followed", "unknown", "lost") == [
                    "old – – 2", "new 3 0 –", "cdn – – –", "new2 3 0 –", "old2 – – 0",
                ]
            )
            #expect(answer.progress == Progress(low: 0, high: 0, basis: .pulls))
            let series = try kind.ask(Query(.timeseries), order, move(more))
            #expect(series.table("endpoint", "followed") == ["old –", "new 3", "new2 3", "old2 –"])
        }
    }

    @Test("old and new names of a repository are one", arguments: StoreKind.allCases)
    func renames(_ kind: StoreKind) throws {
        let renames: [Rename] = [
            .exact(from: "pause", to: "base/pause"), .prefix(from: "dns", to: "coredns"), .gone("etcd"),
            .exact(from: "a", to: "never-asked-for"),
        ]
        let unknown = new.via(.unknown)
        let answer = try kind.ask(
            Query(.summary),
            [
                old.redirected, unknown.of("base/pause"),
                old.redirected.of("dns/x"), unknown.of("coredns/x"),
                old.redirected.of("etcd"), unknown.of("etcd"),
                old.redirected.of("a"), unknown.of("a"),  // another image of the old name
            ],
            move(renames: renames)
        )
        #expect(answer.table("followed", "unknown", "lost") == ["– – 1", "3 1 –", "– – –"])
    }

    @Test("lost is not known while one end's logs are missing", arguments: StoreKind.allCases)
    func lostIsNull(_ kind: StoreKind) throws {
        #expect(try kind.ask(Query(.summary), [old.redirected]).table("lost") == ["–", "–", "–"])
        #expect(try kind.ask(Query(.summary), [new.via(.followed)]).table("lost") == ["–", "–", "–"])
        let range = Query(.summary) { $0.to = Day("2023-03-20") }
        #expect(try kind.ask(range, [old.redirected, new.on("2023-03-21")]).table("lost") == ["–", "–", "–"])
    }

    @Test("the endpoint filter hides rows, and changes no figure", arguments: StoreKind.allCases)
    func endpointFilter(_ kind: StoreKind) throws {
        let requests = [old.redirected * 3, new.via(.unknown) * 2, old * 2]
        let whole = try kind.ask(Query(.summary), requests)
        for name in ["current", "new"] {
            let part = try kind.ask(Query(.summary) { $0.endpoint = name }, requests)
            #expect(part.rows == [whole.rows[1]])
            #expect(part.progress == whole.progress)
        }
    }

    @Test("where legacy knows no manifests, progress is of blob bytes", arguments: StoreKind.allCases)
    func blobBytes(_ kind: StoreKind) throws {
        let answer = try kind.ask(
            Query(.summary),
            [
                old.blob.bytes(300).of(""), new.blob.bytes(500).via(.direct), new.blob.bytes(100).via(.followed),
                new.blob.bytes(100).via(.unknown), new.bytes(7_000),
            ],
            move(oldObserves: [.blobs, .bytes])
        )
        #expect(answer.progress == Progress(low: 0.5, high: 0.6, basis: .blobBytes))
        #expect(answer.table("pulls", "repositories", "bytes").prefix(2) == ["– – 300", "1 1 7700"])
    }

    @Test("where legacy knows neither manifests nor bytes, there is no progress", arguments: StoreKind.allCases)
    func noBasis(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.summary), [old.blob.bytes(5), new], move(oldObserves: [.blobs]))
        #expect(answer.progress == nil)
        #expect(answer.table("bytes").first == "–")
        #expect(answer.json.contains("\"progress\": null"))
    }

    @Test("where logs know no clients, nothing says how many there are", arguments: StoreKind.allCases)
    func noClients(_ kind: StoreKind) throws {
        let requests = [old * 3, new * 2, new.from("192.0.2.9")]
        let migration = move(oldObserves: .manifests)
        let summary = try kind.ask(Query(.summary), requests, migration)
        #expect(summary.table("requests", "clients", "meanDailyClients") == ["3 – –", "3 2 2.0", "– – –"])
        let days = try kind.ask(Query(.timeseries), requests, migration)
        #expect(days.table("role", "requests", "clients") == ["legacy 3 –", "current 3 2"])
        let images = try kind.ask(Query(.images), requests, migration)
        #expect(images.table("role", "requests", "clients").sorted() == ["current 3 2", "legacy 3 –"])
        let tools = try kind.ask(Query(.tools), requests, migration)
        #expect(tools.table("role", "requests", "clients").sorted() == ["current 3 2", "legacy 3 –"])
        #expect(throws: QueryError.self) {
            try kind.ask(Query(.clients) { $0.endpoint = "legacy" }, requests, migration)
        }
        let clients = try kind.ask(Query(.clients) { $0.endpoint = "current" }, requests, migration)
        #expect(clients.rows.count == 2)
    }

    @Test("of two vantages the outermost counts, unless the configuration names one", arguments: StoreKind.allCases)
    func vantages(_ kind: StoreKind) throws {
        let edge = new.with { $0.vantage = .edge } * 5
        let origin = new.with { $0.vantage = .origin } * 3
        let outermost = try kind.ask(Query(.summary), [edge, origin])
        #expect(outermost.table("requests") == ["–", "5", "–"])
        #expect(outermost.completeness.notes == ["new was logged at edge, origin; counted is edge alone."])
        let chosen = try kind.ask(Query(.summary), [edge, origin], move(newVantage: .origin))
        #expect(chosen.table("requests") == ["–", "3", "–"])
        let missing = try kind.ask(Query(.summary), [edge], move(newVantage: .origin))
        #expect(missing.table("requests") == ["–", "–", "–"])
        #expect(missing.completeness.notes[0].contains("its logs are from edge"))
    }

    @Test("hosts that the configuration names no longer are left out, and named", arguments: StoreKind.allCases)
    func strangers(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.summary), [old, old.with { $0.host = "gone.example" }])
        #expect(answer.table("requests") == ["1", "–", "–"])
        #expect(answer.completeness.notes[0].contains("gone.example"))
    }

    @Test("distinct and mean daily clients", arguments: StoreKind.allCases)
    func clients(_ kind: StoreKind) throws {
        let requests = [
            old.from("192.0.2.1"), old.from("192.0.2.2"), old.from("192.0.2.2").by("curl/8"),
            old.from("192.0.2.2").on("2023-03-22"),
        ]
        #expect(
            try kind.ask(Query(.summary), requests).table("clients", "meanDailyClients") == ["2 1.5", "– –", "– –"]
        )
        let daily = try kind.ask(Query(.summary), requests, clientForm: "keyed daily")
        #expect(daily.table("clients", "meanDailyClients") == ["– 1.5", "– –", "– –"])
        let none = try kind.ask(Query(.summary), requests, clientForm: "none")
        #expect(none.table("clients", "meanDailyClients") == ["– –", "– –", "– –"])
    }

    @Test("an empty store has rows of nothing", arguments: StoreKind.allCases)
    func empty(_ kind: StoreKind) throws {
        try kind.withStore { store in
            let answer = try store.answer(Query(.summary), move())
            #expect(answer.table("requests", "pulls", "lost") == ["– – –", "– – –", "– – –"])
            #expect(answer.progress == nil)
            #expect(answer.completeness == Completeness())
            #expect(try store.answer(Query(.pulls), move()).table("endpoint", "pulls") == ["old –", "new –"])
            for question in Query.Kind.allCases where question != .summary && question != .pulls {
                #expect(try store.answer(Query(question), move()).rows.isEmpty, "\(question)")
            }
        }
    }
}
