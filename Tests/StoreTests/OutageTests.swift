import EbbTesting
import Registry
import Store
import Testing

struct OutageTests {
    private static let renames: [Rename] = [.prefix(from: "dns", to: "coredns"), .gone("etcd")]

    /// Served, lost, followed by referer, followed as the logs of both ends settle, and direct.
    private static let requests: [MadeRequest] = [
        old.of("a").bytes(10) * 3, old.of("a").from("192.0.2.2"),
        old.redirected.of("a").from("198.51.100.1") * 2,
        old.redirected.of("a").from("198.51.100.2"), new.via(.followed).of("a").from("198.51.100.2"),
        old.redirected.of("dns/x") * 3, new.via(.unknown).of("coredns/x") * 2,
        old.of("etcd").from("203.0.113.1").bytes(5).on("2023-03-21"), new.of("b").on("2023-03-21") * 9,
        old.with { $0.outcome = .missing } * 4,
    ]

    @Test("one row an image: what fails, what is lost, what survives", arguments: StoreKind.allCases)
    func images(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.outage), Self.requests, move(renames: Self.renames))
        #expect(
            answer.table("repository", "newName", "fails", "lost", "survives", "failingClients", "bytes") == [
                "a a 4 2 1 3 30", "etcd – 1 0 0 1 5", "dns/x coredns/x 0 1 2 1 0",
            ]
        )
        #expect(
            answer.table("repository", "firstSeen", "lastSeen")[1] == "etcd 2023-03-21T00:00:00Z 2023-03-21T00:00:00Z"
        )
        let one = try kind.ask(Query(.outage) { $0.repository = "dns/x" }, Self.requests, move(renames: Self.renames))
        #expect(one.table("repository", "fails", "lost", "survives") == ["dns/x 0 1 2"])
    }

    @Test("one row a network of addresses", arguments: StoreKind.allCases)
    func networks(_ kind: StoreKind) throws {
        func asking(_ repository: String?) throws -> [String] {
            let query = Query(.outage) {
                $0.per = .network
                $0.repository = repository
            }
            return try kind.ask(query, Self.requests, move(renames: Self.renames))
                .table("network", "fails", "lost", "survives", "failingClients", "bytes")
        }
        #expect(
            try asking(nil) == ["192.0.2.0/24 4 1 2 2 30", "203.0.113.0/24 1 0 0 1 5", "198.51.100.0/24 0 2 1 1 0"]
        )
        #expect(try asking("a") == ["192.0.2.0/24 4 0 0 2 30", "198.51.100.0/24 0 2 1 1 0"])
        #expect(try asking("dns/x") == ["192.0.2.0/24 0 1 2 1 0"])
    }

    @Test("clouds and operators, where lists know them", arguments: StoreKind.allCases)
    func lists(_ kind: StoreKind) throws {
        var builder = NetworkTableBuilder()
        builder.add(try #require(IPNetwork("192.0.2.0/24")), CloudRegion(cloud: "aws", region: "us-east-1"))
        let networks = KnownNetworks(table: builder.table(), lists: [])
        for (visibility, expected) in [
            (Visibility.exact, ["aws us-east-1 4 2", "unknown 1 2"]),
            (.shown(Privacy(show: .prefix), key: nil), ["(fewer than 5 clients) 4 –", "unknown 1 –"]),
        ] {
            let answer = try kind.withStore { store in
                _ = try store.commit([CountedSource("a.log", content: 1, Self.requests)])
                let query = Query(.outage) {
                    $0.per = .network
                    $0.visibility = visibility
                }
                return try store.answer(query.ofManifests, move(), networks: networks)
            }
            #expect(answer.table("network", "fails", "failingClients") == expected)
            #expect(answer.completeness.notes.contains { $0.contains("both directly and by a redirect") })
        }
    }

    @Test("what one end's logs alone can't say is not known", arguments: StoreKind.allCases)
    func missingEnds(_ kind: StoreKind) throws {
        let legacy = try kind.ask(Query(.outage), [old, old.redirected])
        #expect(legacy.table("fails", "lost", "survives", "failingClients") == ["1 – – 1"])
        let current = try kind.ask(Query(.outage), [new, new.via(.followed)])
        #expect(
            current.table("repository", "fails", "lost", "survives", "failingClients", "bytes", "lastSeen") == [
                "pause – – 1 – – –"
            ]
        )
        let blobs = try kind.ask(Query(.outage), [old.blob.bytes(7), new], move(oldObserves: [.blobs, .bytes]))
        #expect(blobs.table("fails", "lost", "survives", "failingClients", "bytes") == ["– 0 0 – 7"])
    }

    @Test("few clients are neither counted nor told apart", arguments: StoreKind.allCases)
    func privacy(_ kind: StoreKind) throws {
        let requests = (1...6).map { old.from("192.0.2.\($0)") } + [old.from("203.0.113.1").of("rare")]
        func asking(_ per: Query.Per, _ mode: PrivacyMode) -> Query {
            Query(.outage) {
                $0.per = per
                $0.visibility = .shown(Privacy(show: mode), key: PrivacyKey(bytes: Array(1...16).span))
            }
        }
        for mode in PrivacyMode.allCases where mode != .exact {
            let images = try kind.ask(asking(.image, mode), requests)
            #expect(images.table("repository", "fails", "failingClients") == ["pause 6 6", "rare 1 –"])
        }
        let networks = try kind.ask(asking(.network, .prefix), requests)
        #expect(
            networks.table("network", "fails", "failingClients") == ["192.0.2.0/24 6 6", "(fewer than 5 clients) 1 –"]
        )
        #expect(throws: QueryError.self) { try kind.ask(asking(.network, .keyed), requests) }
        #expect(throws: QueryError.self) {
            try kind.ask(Query(.outage) { $0.per = .network }, requests, clientForm: "none")
        }
        let none = try kind.ask(Query(.outage), requests, clientForm: "none")
        #expect(none.table("fails", "failingClients") == ["6 –", "1 –"])
        #expect(throws: QueryError.self) { try kind.ask(Query(.outage) { $0.from = Day("2022-01-01") }, requests) }
    }

    @Test("who came both ways on one day has a part of its pulls", arguments: StoreKind.allCases)
    func bothWays(_ kind: StoreKind) throws {
        let other = new.via(.followed).from("198.51.100.1")
        let answer = try kind.ask(
            Query(.outage) { $0.per = .network },
            [new.via(.followed) * 2, new * 2, new.via(.unknown) * 5, new.of("b") * 8, other, old.from("203.0.113.1")]
                + [new.via(.followed).of("b").on("2023-03-21") * 3, new.via(.followed).blob * 3]
        )
        // 4 pulls by known ways in 7 such requests, 5 of which followed: 20/7; beside it 1: of 3 altogether 2.2 and 0.8.
        #expect(
            answer.table("network", "survives") == ["203.0.113.0/24 0", "192.0.2.0/24 5", "198.51.100.0/24 1"]
        )
    }

    /// A client that was redirected from two old names to one new name.
    @Test("redirects of several old names are parted by how often each was asked for", arguments: StoreKind.allCases)
    func sharedNewName(_ kind: StoreKind) throws {
        let answer = try kind.ask(
            Query(.outage),
            [
                old.redirected.of("dns/x") * 6, old.redirected.of("coredns/x") * 3,
                new.via(.followed).of("coredns/x") * 3,
            ],
            move(renames: Self.renames)
        )
        #expect(answer.table("repository", "lost", "survives") == ["coredns/x 2 1", "dns/x 4 2"])
    }

    /// Rows add up to the summary, whatever they are about; each image's numbers are those that are counted one by one.
    @Test("sums are the summary's", arguments: [1, 2, 3], StoreKind.allCases)
    func sums(_ seed: UInt64, _ kind: StoreKind) throws {
        var draw = SeededGenerator(seed)
        let kinds = [
            old, old.head.tagged("v1"), old.redirected, old.redirected.blob, old.blob.bytes(9), new, new.via(.followed),
            new.via(.followed).blob, new.via(.unknown), new.via(.unknown).head.tagged("v1"), new.blob,
        ]
        let requests = (0..<600).map { _ in
            let repository = "image-\(Int.random(in: 1...4, using: &draw))"
            let client = "10.\(Int.random(in: 1...9, using: &draw)).0.\(Int.random(in: 1...2, using: &draw))"
            let request = kinds[Int.random(in: 0..<kinds.count, using: &draw)]
            return request.of(repository).from(client).on("2023-03-2\(Int.random(in: 0...4, using: &draw))")
                .with { $0.second = Int64.random(in: 0..<3_600, using: &draw) }
        }
        for definition in PullDefinition.allCases {
            let summary = try kind.ask(Query(.summary) { $0.definition = definition }, requests)
            let expected = summary.table("role", "pulls", "lost", "followed", "bytes")
            for per in [Query.Per.image, .network] {
                let answer = try kind.ask(
                    Query(.outage) {
                        $0.per = per
                        $0.limit = 0
                        $0.definition = definition
                    },
                    requests
                )
                func sum(_ column: String) -> Int { answer.table(column).compactMap { Int($0) }.reduce(0, +) }
                #expect(
                    expected[0] == "legacy \(sum("fails")) \(sum("lost")) – \(sum("bytes"))",
                    "\(definition) \(per)"
                )
                #expect(expected[1].split(separator: " ")[3] == "\(sum("survives"))", "\(definition) \(per)")
            }
        }
        let images = try kind.ask(Query(.outage) { $0.sort = "repository" }, requests)
        #expect(images.table("repository", "fails", "lost", "failingClients") == Self.truth(requests))
    }

    /// By the definition `manifest`, the slow and obvious way.
    private static func truth(_ requests: [MadeRequest]) -> [String] {
        struct Key: Hashable {
            var client: String
            var day: String
            var operation: Operation
        }
        return Set(requests.map(\.repository)).sorted().map { repository in
            let own = requests.filter { $0.repository == repository }
            var open: [Key: Int] = [:]
            func count(_ request: MadeRequest, _ change: Int) {
                let key = Key(client: request.client, day: request.day, operation: request.operation)
                open[key, default: 0] += change
            }
            for request in own {
                if request.host == "old.example", request.outcome == .redirected { count(request, 1) }
                if request.via == .followed || request.via == .unknown { count(request, -1) }
            }
            let lost = open.filter { $0.value > 0 }
            let failed = own.filter {
                $0.host == "old.example" && $0.operation == .manifestGet && $0.outcome == .served
            }
            let clients = Set(failed.map(\.client)).union(lost.keys.map(\.client))
            return "\(repository) \(failed.count) \(lost.values.reduce(0, +)) \(clients.count)"
        }
    }
}
