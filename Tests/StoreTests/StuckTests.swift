import EbbTesting
import Registry
import Store
import Testing

struct StuckTests {
    /// Tries of a client at one host, so many seconds apart.
    private func tries(_ request: MadeRequest, _ count: Int, every seconds: Int64, _ client: String) -> [MadeRequest] {
        (0..<count).map { number in
            request.with {
                $0.client = client
                $0.second = Int64(number) * seconds
            }
        }
    }

    private func stuck(_ kind: StoreKind, _ requests: [MadeRequest], _ migration: Migration = move()) throws -> [String]
    {
        try kind.ask(Query(.stuck), requests, migration)
            .table("client", "repository", "newName", "tries", "refused", "lost", "days")
    }

    @Test("a kubelet that can't follow, and one that finds nothing", arguments: StoreKind.allCases)
    func stuckClients(_ kind: StoreKind) throws {
        let lost = tries(old.tagged("v1").head.redirected, 12, every: 300, "192.0.2.1")
        let missing = tries(old.tagged("v9").with { $0.outcome = .missing }, 10, every: 200, "192.0.2.2")
        #expect(
            try stuck(kind, lost + missing + [new.from("192.0.2.9")]) == [
                "192.0.2.1 pause pause 12 0 12 1", "192.0.2.2 pause pause 10 10 0 1",
            ]
        )
    }

    @Test("who gets something in the end, tries seldom, or all at once, is not stuck", arguments: StoreKind.allCases)
    func others(_ kind: StoreKind) throws {
        let redirected = old.tagged("v1").head.redirected
        let missing = new.tagged("v9").with { $0.outcome = .missing }
        #expect(try stuck(kind, tries(missing, 9, every: 300, "192.0.2.1")) == [])
        #expect(try stuck(kind, tries(missing, 20, every: 3_600, "192.0.2.1")) == [])
        #expect(try stuck(kind, tries(missing, 20, every: 1, "192.0.2.1")) == [])
        #expect(try stuck(kind, tries(missing, 20, every: 60, "192.0.2.1") + [new.from("192.0.2.1")]) == [])
        // Each redirect arrives.
        let followed = tries(new.tagged("v1").head.via(.followed), 20, every: 60, "192.0.2.1")
        #expect(try stuck(kind, tries(redirected, 20, every: 60, "192.0.2.1") + followed) == [])
        // Nobody knows what arrived.
        #expect(try stuck(kind, tries(redirected, 20, every: 60, "192.0.2.1")) == [])
        // It arrives, and finds nothing.
        let refused = tries(missing.via(.followed), 20, every: 60, "192.0.2.1")
        #expect(
            try stuck(kind, tries(redirected, 20, every: 60, "192.0.2.1") + refused) == [
                "192.0.2.1 pause pause 20 20 0 1"
            ]
        )
    }

    @Test("the old name, and the new one to write", arguments: StoreKind.allCases)
    func renames(_ kind: StoreKind) throws {
        let requests = tries(old.of("dns/x").tagged("v1").head.redirected, 10, every: 300, "192.0.2.1") + [new]
        #expect(
            try stuck(kind, requests, move(renames: [.prefix(from: "dns", to: "coredns")])) == [
                "192.0.2.1 dns/x coredns/x 10 0 10 1"
            ]
        )
        #expect(try stuck(kind, requests, move(renames: [.gone("dns/*")])) == ["192.0.2.1 dns/x – 10 0 10 1"])
    }

    @Test("few clients are not told apart, and where none are shown nobody is stuck", arguments: StoreKind.allCases)
    func privacy(_ kind: StoreKind) throws {
        let missing = new.tagged("v9").with { $0.outcome = .missing }
        let requests =
            (1...6).flatMap { tries(missing, 10, every: 300, "192.0.2.\($0)") }
            + tries(missing, 10, every: 300, "198.51.100.1")
        func asking(_ mode: PrivacyMode) -> Query {
            Query(.stuck) { $0.visibility = .shown(Privacy(show: mode), key: PrivacyKey(bytes: Array(1...16).span)) }
        }
        #expect(
            try kind.ask(asking(.prefix), requests).table("client", "tries", "clients").sorted() == [
                "(fewer than 5 clients) 10 –", "192.0.2.0/24 60 6",
            ]
        )
        #expect(throws: QueryError.self) { try kind.ask(asking(.none), requests) }
        #expect(throws: QueryError.self) {
            try kind.ask(Query(.stuck) { $0.from = Day("2023-01-01") }, requests)
        }
    }
}
