import EbbTesting
import Registry
import Store
import Testing

struct StragglerTests {
    /// The use of the old and the new endpoint on days of March 2023, as of the 31st.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var old: [Int]
        var direct: [Int] = []
        var state: StragglerState

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "every day", old: Array(1...31), state: .active),
        Case(name: "both", old: Array(1...31), direct: Array(1...31), state: .active),
        Case(name: "thirteen days without", old: [1, 4, 8, 11, 18], state: .active),
        Case(name: "fourteen days without", old: [1, 4, 8, 11, 17], state: .silent),
        Case(
            name: "fourteen days without, and at the new one",
            old: [1, 4, 8, 11, 17],
            direct: [17, 18],
            state: .moved
        ),
        Case(name: "at the new one only before", old: [1, 4, 8, 11, 17], direct: [4, 17], state: .silent),
        Case(name: "first seen a fortnight ago", old: [18, 19], state: .new),
        Case(name: "first seen before that", old: [17, 19], state: .active),
        Case(name: "back after a fortnight", old: [1, 2, 3, 17, 18, 28], state: .active),
        Case(name: "back after a fortnight, of late", old: [1, 2, 3, 18], state: .returned),
        Case(name: "comes every fortnight", old: [1, 16, 31], state: .returned),
        Case(name: "by habit seldom, so not yet silent", old: [1, 17], state: .active),
    ]

    @Test(arguments: cases, [StoreKind.memory])
    func states(row: Case, kind: StoreKind) throws {
        func day(_ number: Int) -> String { "2023-03-" + (number < 10 ? "0" : "") + "\(number)" }
        // Somebody else makes the range reach from the first to the last day.
        let others = [1, 31].flatMap { [old.of("etcd").on(day($0)), new.of("etcd").on(day($0))] }
        let requests =
            row.old.map { old.from("192.0.2.\($0)").on(day($0)) }
            + row.direct.map { new.from("192.0.2.77").on(day($0)) }
        for state in StragglerState.allCases {
            let answer = try kind.ask(
                Query(.stragglers) {
                    $0.state = state
                    $0.repository = "pause"
                },
                requests + others
            )
            let expected = state == row.state ? ["192.0.2.0/24 \(state.rawValue) \(row.old.count)"] : []
            #expect(answer.table("client", "state", "days") == expected, "\(state)")
        }
    }

    @Test("what arrived by a redirect is no direct use; renames join both ends", arguments: StoreKind.allCases)
    func direct(_ kind: StoreKind) throws {
        let requests = [
            old.of("dns/x").on("2023-03-01"), new.of("coredns/x").via(.direct).on("2023-03-02"),
            old.of("a").on("2023-03-01"), new.of("a").via(.followed).on("2023-03-02"),
            old.of("b").on("2023-03-01"), new.of("b").via(.unknown).on("2023-03-02"),
            old.of("gone").on("2023-03-01"), old.of("last").on("2023-03-31"),
        ]
        let migration = move(renames: [.prefix(from: "dns", to: "coredns"), .gone("gone")])
        let moved = Query(.stragglers) { $0.state = .moved }
        let silent = Query(.stragglers) { $0.state = .silent }
        #expect(try kind.ask(moved, requests, migration).table("repository", "newName") == ["dns/x coredns/x"])
        #expect(
            try kind.ask(silent, requests, migration).table("repository", "newName").sorted() == [
                "a a", "b b", "gone –",
            ]
        )
        #expect(try kind.ask(Query(.stragglers), requests, migration).table("repository", "state") == ["last new"])
    }

    @Test("one network's rows; of one with few clients nothing is told to who asks for it by name")
    func ofAClient() throws {
        let requests =
            (1...6).map { old.from("192.0.2.\($0)") } + [old.of("etcd").from("198.51.100.7"), old.of("etcd")]
        func asking(_ name: String, _ visibility: Visibility = .exact) throws -> [String] {
            try StoreKind.memory.ask(
                Query(.stragglers) {
                    $0.client = name
                    $0.visibility = visibility
                },
                requests
            ).table("client", "repository", "clients").sorted()
        }
        #expect(try asking("192.0.2.0/24") == ["192.0.2.0/24 etcd 1", "192.0.2.0/24 pause 6"])
        #expect(try asking("192.0.2.3") == asking("192.0.2.0/24"))
        #expect(try asking("198.51.100.7") == ["198.51.100.0/24 etcd 1"])
        let shown = Visibility.shown(Privacy(show: .prefix, minimumGroup: 5), key: nil)
        #expect(try asking("192.0.2.0/24", shown) == ["192.0.2.0/24 pause 6"])
        #expect(try asking("198.51.100.0/24", shown) == [])
        #expect(throws: QueryError.self) { try asking("192.0.2.3", shown) }
        #expect(throws: QueryError.self) { try asking("192.0.2.0/25") }
    }

    @Test("mirrors and automation are marked, and left out", arguments: StoreKind.allCases)
    func exclusions(_ kind: StoreKind) throws {
        let requests = [
            old, old.from("198.51.100.1").by("Artifactory/7.25.6"), old.from("203.0.113.1").by("Renovate/35.1"),
        ]
        func asking(_ without: Set<Query.Exclusion>, tool: String? = nil) throws -> [String] {
            try kind.ask(
                Query(.stragglers) {
                    $0.without = without
                    $0.tool = tool
                },
                requests
            ).table("client", "mirror", "automation").sorted()
        }
        #expect(
            try asking([]) == [
                "192.0.2.0/24 false false", "198.51.100.0/24 true false", "203.0.113.0/24 false true",
            ]
        )
        #expect(try asking([.mirrors]) == ["192.0.2.0/24 false false", "203.0.113.0/24 false true"])
        #expect(try asking([.mirrors, .automation]) == ["192.0.2.0/24 false false"])
        #expect(try asking([], tool: "artifactory") == ["198.51.100.0/24 true false"])
    }

    @Test(
        "networks of few clients are one row an image; without addresses there are none",
        arguments: StoreKind.allCases
    )
    func privacy(_ kind: StoreKind) throws {
        let requests = (1...6).map { old.from("192.0.2.\($0)") } + [old.from("198.51.100.1"), old.from("203.0.113.1")]
        func asking(_ mode: PrivacyMode) -> Query {
            Query(.stragglers) {
                $0.visibility = .shown(Privacy(show: mode), key: PrivacyKey(bytes: Array(1...16).span))
            }
        }
        #expect(
            try kind.ask(asking(.prefix), requests).table("client", "state", "requests", "clients").sorted() == [
                "(fewer than 5 clients) – 2 –", "192.0.2.0/24 new 6 6",
            ]
        )
        #expect(throws: QueryError.self) { try kind.ask(asking(.keyed), requests) }
        #expect(throws: QueryError.self) { try kind.ask(Query(.stragglers), requests, clientForm: "none") }
        #expect(throws: QueryError.self) { try kind.ask(Query(.stragglers) { $0.from = Day("2022-01-01") }, requests) }
    }

    /// Every request to an image at the old endpoint stands in one row, in whatever state.
    @Test("all states together are all of it", arguments: StoreKind.allCases)
    func sums(_ kind: StoreKind) throws {
        var requests: [MadeRequest] = []
        for day in 10...28 {
            for client in 1...9 where (client * day).isMultiple(of: 4) {
                requests.append(old.from("10.\(client).0.1").of("image-\(client % 3)").on("2023-03-\(day)"))
            }
        }
        var sum = 0
        for state in StragglerState.allCases {
            let rows = try kind.ask(Query(.stragglers) { $0.state = state }, requests).table("requests")
            sum += rows.compactMap { Int($0) }.reduce(0, +)
        }
        #expect(sum == requests.count)
    }
}
