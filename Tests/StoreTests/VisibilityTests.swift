import EbbTesting
import Registry
import Store
import Testing

struct VisibilityTests {
    /// Six clients of one network, two of another, and one that is alone.
    private let requests =
        (1...6).map { old.from("192.0.2.\($0)") } + (1...2).map { old.from("198.51.100.\($0)").of("rare") }
        + [old.from("2001:db8:1:2::").of("rare").by("curl/8.1")]

    private func asking(_ kind: Query.Kind, show: PrivacyMode = .prefix, _ change: (inout Query) -> Void = { _ in })
        -> Query
    {
        Query(kind) {
            $0.visibility = .shown(Privacy(show: show), key: PrivacyKey(bytes: Array(1...16).span))
            change(&$0)
        }
    }

    @Test("networks of fewer clients than the minimum are one row", arguments: StoreKind.allCases)
    func fewClients(_ kind: StoreKind) throws {
        let answer = try kind.ask(asking(.clients), requests)
        #expect(
            answer.table("client", "requests", "repositories", "tools") == [
                "192.0.2.0/24 6 1 containerd 1.6", "(fewer than 5 clients) 3 – –",
            ]
        )
        #expect(answer.completeness.notes.contains { $0.contains("by network") && $0.contains("fewer than 5") })
        let exact = try kind.ask(Query(.clients), requests)
        #expect(exact.rows.count == 9)
        #expect(exact.completeness.notes.isEmpty)
    }

    @Test("one client at two endpoints of a role is one", arguments: StoreKind.allCases)
    func oneClientTwice(_ kind: StoreKind) throws {
        let older = Endpoint(name: "older", role: .legacy, sites: [Site(host: "older.example")])
        let twice = requests[..<4].flatMap { [$0, $0.with { $0.host = "older.example" }] }
        let answer = try kind.ask(asking(.clients), Array(twice), move([older]))
        #expect(answer.table("client", "requests") == ["(fewer than 5 clients) 8"])
    }

    @Test("the sums hold whatever is shown", arguments: PrivacyMode.allCases.dropLast(), StoreKind.allCases)
    func sums(_ mode: PrivacyMode, _ kind: StoreKind) throws {
        let answer = try kind.ask(asking(.clients, show: mode), requests)
        #expect(answer.table("requests").compactMap { Int($0) }.reduce(0, +) == 9)
    }

    @Test("a few clients are not counted by image or tool", arguments: StoreKind.allCases)
    func fewAreNotCounted(_ kind: StoreKind) throws {
        let images = try kind.ask(asking(.images), requests)
        #expect(images.table("repository", "requests", "clients") == ["pause 6 6", "rare 3 –"])
        let tools = try kind.ask(asking(.tools), requests)
        #expect(tools.table("tool", "requests", "clients") == ["containerd 8 8", "curl 1 –"])
        #expect(try kind.ask(asking(.images, show: .exact), requests).table("clients") == ["6", "3"])
    }

    @Test("a client is asked for as it is shown, and no closer", arguments: StoreKind.allCases)
    func asking(_ kind: StoreKind) throws {
        let network = asking(.clients) { $0.client = "192.0.2.0/24" }
        #expect(try kind.ask(network, requests).table("client", "requests") == ["192.0.2.0/24 6"])
        let few = asking(.clients) { $0.client = "198.51.100.0/24" }
        #expect(try kind.ask(few, requests).rows.isEmpty)
        let address = try kind.refusal(asking(.clients) { $0.client = "192.0.2.1" }, requests)
        #expect(address.contains("192.0.2.0/24"))
        let longer = Query(.clients) { $0.client = "2001:0db8:0001:2::77" }
        #expect(try kind.ask(longer, requests).table("client") == ["2001:db8:1:2::/64"])
    }

    @Test(
        "a host by its name is asked for by name where all is shown, and is nobody's network",
        arguments: StoreKind.allCases
    )
    func hosts(_ kind: StoreKind) throws {
        let requests = [old.from("Build-7.example.com"), old.from("build-8.example.com"), old.from("192.0.2.1")]
        let exact = try kind.ask(Query(.clients), requests).table("client")
        #expect(exact.sorted() == ["192.0.2.1", "host-29419e84", "host-90740c05"])
        for name in ["build-7.example.com", "host-29419e84"] {
            let one = try kind.ask(Query(.clients) { $0.client = name }, requests)
            #expect(one.table("client", "requests") == ["host-29419e84 1"])
        }
        let shown = try kind.ask(asking(.clients), requests).table("client", "requests")
        #expect(shown.sorted() == ["(fewer than 5 clients) 1", "- 2"])
        for name in ["build-7.example.com", "host-29419e84"] {
            let refusal = try kind.refusal(asking(.clients) { $0.client = name }, requests)
            #expect(refusal.contains("192.0.2.0/24"))
        }
    }

    @Test("numbers in the place of clients hold within a key's period", arguments: StoreKind.allCases)
    func keyed(_ kind: StoreKind) throws {
        let today = try kind.ask(asking(.clients, show: .keyed), requests).table("client")
        #expect(Set(today).count == 9 && today.allSatisfy { $0.hasPrefix("client-") })
        #expect(try Set(kind.ask(asking(.clients, show: .keyed), requests).table("client")) == Set(today))
        let tomorrow = asking(.clients, show: .keyed) { $0.to = Day("2023-03-21") }
        #expect(try Set(kind.ask(tomorrow, requests).table("client")).isDisjoint(with: today))
        let one = try #require(today.first)
        #expect(try kind.ask(asking(.clients, show: .keyed) { $0.client = one }, requests).table("client") == [one])
    }

    @Test("who shows nobody says so", arguments: StoreKind.allCases)
    func nobody(_ kind: StoreKind) throws {
        #expect(try kind.refusal(asking(.clients, show: .none), requests).contains("privacy.show: none"))
    }

    @Test("what is masked in the store is not masked again", arguments: StoreKind.allCases)
    func storedByPrefix(_ kind: StoreKind) throws {
        let stored = [old.from("192.0.2.0"), old.from("2001:db8:1::")]
        let answer = try kind.ask(asking(.clients), stored, clientForm: "prefix")
        #expect(Set(answer.table("client")) == ["192.0.2.0/24", "2001:db8:1::/48"])
    }
}
