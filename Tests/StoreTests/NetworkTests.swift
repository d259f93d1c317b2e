import EbbTesting
import Registry
import Store
import Testing

struct NetworkTests {
    /// 192.0.2.0/24 is one region but for its upper half, which is another; 198.51.100.0/24 is an operator's.
    static func known(day: String = "2023-03-01", today: String = "2023-03-21") throws -> KnownNetworks {
        var builder = NetworkTableBuilder()
        builder.add(try #require(IPNetwork("192.0.2.0/24")), CloudRegion(cloud: "aws", region: "us-east-1"))
        builder.add(try #require(IPNetwork("192.0.2.128/25")), CloudRegion(cloud: "aws", region: "eu-west-1"))
        builder.add(try #require(IPNetwork("198.51.100.0/24")), AutonomousSystem(number: 64_496, name: "EXAMPLE"))
        builder.add(try #require(IPNetwork("2001:db8::/32")), CloudRegion(cloud: "google", region: "us-central1"))
        let list = try NetworkList(
            name: "list.json",
            source: "AWS",
            day: #require(Day(day)),
            today: #require(Day(today))
        )
        return KnownNetworks(table: builder.table(), lists: [list])
    }

    private func ask(
        _ kind: StoreKind,
        _ query: Query,
        _ requests: [MadeRequest],
        networks: KnownNetworks?,
        clientForm: String? = nil
    ) throws -> Answer {
        try kind.withStore { store in
            if let clientForm { try store.setText(.clientForm, clientForm) }
            _ = try store.commit([CountedSource("a.log", content: 1, requests)])
            return try store.answer(query.ofManifests, move(), networks: networks)
        }
    }

    private func shown(_ query: Query.Kind, _ show: PrivacyMode, minimumGroup: Int = 5) -> Query {
        Query(query) {
            let privacy = Privacy(show: show, minimumGroup: minimumGroup)
            $0.visibility = .shown(privacy, key: PrivacyKey(bytes: Array(1...16).span))
        }
    }

    private let requests = [
        old.from("192.0.2.1").bytes(10) * 3, old.from("192.0.2.1").by("curl/8.1").on("2023-03-21"),
        old.from("192.0.2.200"), new.from("192.0.2.2"), old.from("198.51.100.1").redirected,
        old.from("2001:db8:1::1"), old.from("203.0.113.9") * 2, old.from("build.example.com"), old.from("-"),
    ]

    @Test("one row a network and role; who has no address is in none", arguments: StoreKind.allCases)
    func rows(_ kind: StoreKind) throws {
        let answer = try ask(kind, Query(.networks) { $0.sort = "network" }, requests, networks: Self.known())
        #expect(
            answer.table("network", "role", "requests", "pulls", "bytes", "redirected", "clients", "lastSeen") == [
                "AS64496 EXAMPLE legacy 1 0 0 1 1 2023-03-20T00:00:00Z",
                "aws eu-west-1 legacy 1 1 0 0 1 2023-03-20T00:00:00Z",
                "aws us-east-1 current 1 1 0 0 1 2023-03-20T00:00:00Z",
                "aws us-east-1 legacy 4 4 30 0 1 2023-03-21T00:00:00Z",
                "google us-central1 legacy 1 1 0 0 1 2023-03-20T00:00:00Z",
                "unknown legacy 4 4 0 0 3 2023-03-20T00:00:00Z",
            ]
        )
        #expect(answer.definition == .manifest)
        #expect(answer.completeness.notes == ["Networks by list.json (AWS, of 2023-03-01)."])
    }

    @Test("the sums are those of the clients, whatever is shown", arguments: PrivacyMode.allCases, StoreKind.allCases)
    func sums(_ mode: PrivacyMode, _ kind: StoreKind) throws {
        let answer = try ask(kind, shown(.networks, mode), requests, networks: Self.known())
        #expect(answer.table("requests").compactMap { Int($0) }.reduce(0, +) == 12)
    }

    @Test("by repository and by tool", arguments: StoreKind.allCases)
    func filters(_ kind: StoreKind) throws {
        let known = try Self.known()
        let requests = requests + [old.from("198.51.100.7").of("rare")]
        let rare = try ask(kind, Query(.networks) { $0.repository = "rare" }, requests, networks: known)
        #expect(rare.table("network", "requests") == ["AS64496 EXAMPLE 1"])
        let curl = try ask(kind, Query(.networks) { $0.tool = "curl" }, requests, networks: known)
        #expect(curl.table("network", "requests") == ["aws us-east-1 1"])
        let new = try ask(kind, Query(.networks) { $0.endpoint = "new" }, requests, networks: known)
        #expect(new.table("network", "role") == ["aws us-east-1 current"])
    }

    @Test(
        "pages follow each other by any column",
        arguments: ["network", "-network", "-requests", "clients", "-bytes"]
    )
    func paging(sort: String) throws {
        let known = try Self.known()
        let query = Query(.networks) { $0.sort = sort }
        let whole = try ask(.memory, query, requests, networks: known).table("network", "role")
        var paged: [String] = []
        var after: String?
        repeat {
            let page = try ask(
                .memory,
                Query(.networks) { ($0.sort, $0.limit, $0.after) = (sort, 1, after) },
                requests,
                networks: known
            )
            paged += page.table("network", "role")
            after = page.next
        } while after != nil && paged.count < 20
        #expect(paged == whole && Set(paged).count == 6)
    }

    @Test("networks of fewer clients than the minimum are one row a role", arguments: StoreKind.allCases)
    func fewClients(_ kind: StoreKind) throws {
        let many = (1...5).map { old.from("192.0.2.\($0)") } + [new.from("192.0.2.9")]
        let requests = many + [old.from("198.51.100.1"), old.from("192.0.2.200"), old.from("203.0.113.1")]
        for mode in PrivacyMode.allCases.dropFirst() {
            let answer = try ask(kind, shown(.networks, mode), requests, networks: Self.known())
            #expect(
                Set(answer.table("network", "role", "requests", "clients")) == [
                    "aws us-east-1 legacy 5 5", "(fewer than 5 clients) legacy 2 –",
                    "(fewer than 5 clients) current 1 –", "unknown legacy 1 –",
                ]
            )
        }
    }

    @Test("a row of clients says the network that they are in before they are masked", arguments: StoreKind.allCases)
    func clients(_ kind: StoreKind) throws {
        let known = try Self.known()
        let exact = try ask(kind, Query(.clients) { $0.sort = "client" }, requests, networks: known)
        #expect(
            exact.table("client", "role", "network") == [
                "- legacy unknown", "192.0.2.1 legacy aws us-east-1", "192.0.2.2 current aws us-east-1",
                "192.0.2.200 legacy aws eu-west-1", "198.51.100.1 legacy AS64496 EXAMPLE",
                "2001:db8:1::/64 legacy google us-central1", "203.0.113.9 legacy unknown",
                "host-277412f0 legacy unknown",
            ]
        )
        let mixed = (100...140).map { old.from("192.0.2.\($0)") } + (1...6).map { old.from("198.51.100.\($0)") }
        let prefix = try ask(kind, shown(.clients, .prefix), mixed, networks: known)
        #expect(prefix.table("client", "network") == ["192.0.2.0/24 (several)", "198.51.100.0/24 AS64496 EXAMPLE"])
        #expect(try ask(kind, Query(.clients), requests, networks: nil).table("network").allSatisfy { $0 == "–" })
    }

    @Test("a keyed client's network is shown where enough others are in it", arguments: StoreKind.allCases)
    func keyed(_ kind: StoreKind) throws {
        let requests = (1...5).map { old.from("192.0.2.\($0)") } + [old.from("198.51.100.1")]
        let answer = try ask(kind, shown(.clients, .keyed), requests, networks: Self.known())
        #expect(
            answer.table("network").sorted() == [
                "aws us-east-1", "aws us-east-1", "aws us-east-1", "aws us-east-1", "aws us-east-1", "–",
            ]
        )
    }

    @Test("a store that keeps no addresses says so", arguments: ["keyed daily", "keyed never", "none"])
    func noAddresses(form: String) throws {
        let error = #expect(throws: QueryError.self) {
            try ask(.memory, Query(.networks), requests, networks: Self.known(), clientForm: form)
        }
        #expect(error?.description.contains("privacy.store: \(form.split(separator: " ")[0])") == true)
        guard form == "keyed never" else { return }
        let clients = try ask(.memory, Query(.clients), requests, networks: Self.known(), clientForm: form)
        #expect(clients.table("network").allSatisfy { $0 == "–" })
        #expect(!clients.completeness.notes.contains { $0.contains("Networks by") })
    }

    @Test("a store of prefixes says what it can't tell apart", arguments: StoreKind.allCases)
    func prefixes(_ kind: StoreKind) throws {
        let requests = [old.from("192.0.2.0"), old.from("2001:db8:1::")]
        let answer = try ask(kind, Query(.networks), requests, networks: Self.known(), clientForm: "prefix")
        #expect(Set(answer.table("network")) == ["aws us-east-1", "google us-central1"])
        #expect(answer.completeness.notes.contains { $0.contains("/24 and /48") })
    }

    @Test("forgotten clients are in no network, and not counted over days", arguments: StoreKind.allCases)
    func forgotten(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.commit([CountedSource("a.log", content: 1, requests)])
            try store.forgetClients(readBefore: .max)
            let answer = try store.answer(Query(.networks), move(), networks: Self.known())
            #expect(Set(answer.table("network", "clients")) == ["unknown –"])
            #expect(answer.table("requests").compactMap { Int($0) }.reduce(0, +) == 12)
        }
    }

    @Test("old lists, and none at all, are said", arguments: StoreKind.allCases)
    func notes(_ kind: StoreKind) throws {
        let old = try ask(kind, Query(.networks), requests, networks: Self.known(today: "2023-07-01"))
        #expect(old.completeness.notes.first?.contains("more than 90 days old") == true)
        let none = try ask(kind, Query(.networks), requests, networks: nil)
        #expect(none.table("network", "role", "requests") == ["unknown legacy 11", "unknown current 1"])
        #expect(none.completeness.notes.first?.contains("networks.files") == true)
    }

    @Test("where no log knows clients, nothing can be told of their networks")
    func noClients() throws {
        let migration = move(oldObserves: [.manifests])
        #expect(throws: QueryError.self) {
            try StoreKind.memory.withStore { store in
                _ = try store.commit([CountedSource("a.log", content: 1, requests)])
                return try store.answer(Query(.networks) { $0.endpoint = "old" }, migration, networks: Self.known())
            }
        }
    }
}
