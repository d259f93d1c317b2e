import EbbTesting
import Registry
import Store
import Testing

struct UnmetDemandTests {
    private static func asking(_ host: MadeRequest, _ repository: String, _ tag: String, _ outcome: Outcome)
        -> MadeRequest
    {
        host.of(repository).tagged(tag).with { $0.outcome = outcome }
    }

    /// Only `a:v2` and `dns/x:v1` are missing at the old endpoint alone.
    private static let requests: [MadeRequest] = [
        asking(old, "a", "v1", .served), asking(new, "a", "v1", .served),
        asking(old, "a", "v2", .missing) * 3, asking(old, "a", "v2", .missing).head.from("192.0.2.7").on("2023-03-21"),
        asking(new, "a", "v2", .served) * 2, asking(new, "a", "v2", .notModified).head,
        // Missing at both; only asked for at one; served now and then; redirected; another repository's tag.
        asking(old, "a", "v3", .missing), asking(new, "a", "v3", .missing),
        asking(old, "a", "v4", .missing), asking(new, "b", "v4", .served),
        asking(old, "a", "v5", .missing), asking(old, "a", "v5", .served), asking(new, "a", "v5", .served),
        asking(old, "a", "v6", .missing), asking(old, "a", "v6", .redirected), asking(new, "a", "v6", .served),
        asking(old, "a", "v7", .denied), asking(new, "a", "v7", .served),
        asking(old, "a", "v8", .missing).blob, asking(new, "a", "v8", .served),
        asking(old, "dns/x", "v1", .missing), asking(new, "coredns/x", "v1", .redirected),
        asking(old, "etcd", "v1", .missing), asking(new, "etcd", "v1", .served),
        old.of("a").with { $0.outcome = .missing }, new.of("a"),
    ]

    @Test("tags that are missing at the old endpoint and exist at the new one", arguments: StoreKind.allCases)
    func rows(_ kind: StoreKind) throws {
        let migration = move(renames: [.prefix(from: "dns", to: "coredns"), .gone("etcd")])
        let answer = try kind.ask(Query(.unmet), Self.requests, migration)
        #expect(
            answer.table("repository", "newName", "tag", "asked", "servedAtCurrent", "firstSeen", "lastSeen") == [
                "a a v2 4 3 2023-03-20T00:00:00Z 2023-03-21T00:00:00Z",
                "dns/x coredns/x v1 1 1 2023-03-20T00:00:00Z 2023-03-20T00:00:00Z",
            ]
        )
        let one = try kind.ask(Query(.unmet) { $0.repository = "dns/x" }, Self.requests, migration)
        #expect(one.table("tag") == ["v1"])
    }

    @Test("of the range alone: the last week, or what was asked for", arguments: StoreKind.allCases)
    func ranges(_ kind: StoreKind) throws {
        let requests = [
            Self.asking(old, "a", "v1", .served).on("2023-03-01"), Self.asking(old, "a", "v1", .missing),
            Self.asking(new, "a", "v1", .served),
        ]
        #expect(try kind.ask(Query(.unmet), requests).table("tag") == ["v1"])
        let whole = Query(.unmet) { $0.from = Day("2023-03-01") }
        #expect(try kind.ask(whole, requests).rows.isEmpty)
        let before = Query(.unmet) { $0.to = Day("2023-03-19") }
        #expect(try kind.ask(before, requests).rows.isEmpty)
    }
}
