import EbbTesting
import Foundation
import GRDB
import Registry
import SQLiteStore
import Schemas
import Store
import Testing

struct PullDefinitionTests {
    /// Two pulls of a multi-arch image, one without its layers; a check; and a burst of GETs of one tag.
    private static let requests: [MadeRequest] = [
        new.tagged("v1").head, new * 2, new.blob * 3,
        new.tagged("v1").head.from("192.0.2.2"), new.from("192.0.2.2") * 2,
        new.tagged("v1").head.from("192.0.2.3"),
        old.tagged("v2").from("192.0.2.4") * 5, old.blob.from("192.0.2.4"),
    ]

    @Test("three definitions side by side", arguments: StoreKind.allCases)
    func comparison(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.pulls) { $0.compare = true }, Self.requests)
        #expect(
            answer.table("definition", "endpoint", "pulls", "direct", "followed", "unknown") == [
                "manifest old 5 – – –", "manifest new 4 4 0 0",
                "session old 1 – – –", "session new 2 2 0 0",
                "complete old 1 – – –", "complete new 1 1 0 0",
            ]
        )
        #expect(answer.definition == .session)
        #expect(answer.progress == Progress(low: 2.0 / 3, high: 2.0 / 3, basis: .pulls))
    }

    @Test("each answer counts by what was asked for", arguments: PullDefinition.allCases, StoreKind.allCases)
    func definitions(_ definition: PullDefinition, _ kind: StoreKind) throws {
        let expected: [PullDefinition: (old: Int64, new: Int64)] = [
            .manifest: (5, 4), .session: (1, 2), .complete: (1, 1),
        ]
        for question in Query.Kind.allCases
        where question.filters.contains(.definition)
            && ![.networks, .stragglers, .progress, .forecast, .outage].contains(question)
        {
            let answer = try kind.ask(Query(question) { $0.definition = definition }, Self.requests)
            #expect(answer.definition == definition)
            for (role, count) in [("legacy", expected[definition]?.old), ("current", expected[definition]?.new)] {
                let pulls = answer.table("role", "pulls").filter { $0.hasPrefix(role) }
                #expect(
                    pulls.compactMap { Int64($0.split(separator: " ")[1]) }.reduce(0, +) == count,
                    "\(question) \(role)"
                )
            }
        }
    }

    @Test("a session belongs to the tag that was looked up", arguments: StoreKind.allCases)
    func tags(_ kind: StoreKind) throws {
        let answer = try kind.ask(
            Query(.images) {
                $0.byTag = true
                $0.definition = .session
            },
            Self.requests
        )
        #expect(
            answer.table("tag", "role", "pulls").sorted() == [
                "(none) current 0", "(none) legacy 0", "v1 current 2", "v2 legacy 1",
            ]
        )
    }

    @Test("sessions of unknown way are settled like manifests", arguments: StoreKind.allCases)
    func settlement(_ kind: StoreKind) throws {
        let unknown = new.via(.unknown)
        let answer = try kind.ask(
            Query(.pulls) { $0.definition = .session },
            [
                old.tagged("v1").head.redirected, old.redirected, unknown.tagged("v1").head, unknown,
                unknown.tagged("v1").from("192.0.2.7"),
            ]
        )
        #expect(answer.table("pulls", "direct", "followed", "unknown") == ["0 – – –", "2 0 1 1"])
    }

    @Test("where blobs are not seen, nothing is complete")
    func unseenBlobs() throws {
        let migration = move(oldObserves: [.manifests, .bytes, .clients])
        let answer = try StoreKind.memory.ask(Query(.pulls) { $0.compare = true }, Self.requests, migration)
        #expect(
            answer.table("definition", "endpoint", "pulls").filter { $0.contains("old") } == [
                "manifest old 5", "session old 1", "complete old –",
            ]
        )
    }

    /// A store as the ebb before this one left it: brought up to date, saved beside itself, and honest about what it lacks.
    @Test func olderStore() throws {
        try withFolder { folder in
            let path = folder.appending(path: "ebb.sqlite").path
            try DatabaseQueue(path: path).write { database in
                try database.execute(sql: Schemas.sqlite[0])
                try database.execute(
                    sql: """
                        PRAGMA application_id = \(0x4562_6231); PRAGMA user_version = 1;
                        INSERT INTO site VALUES (1, 'new.example', '', '', 'front');
                        INSERT INTO repository VALUES (1, 'pause');
                        INSERT INTO day VALUES (19436, 1700000000, 0, 1);
                        INSERT INTO hours VALUES (466464, 1, 2, 1, 1, 2, 4, 40);
                        INSERT INTO images VALUES (19436, 1, 1, 0, 2, 1, 1, 2, 4, 40, 1679270400, 1679270400);
                        INSERT INTO clients VALUES (19436, 1, 281473902969345, 0, 4, 40, 4, 0, 0, 1679270400, 1679270400, NULL);
                        INSERT INTO pairs VALUES (19436, 1, 281473902969345, 1, 4, 40, 4, 0, 0, 1679270400, 1679270400, NULL);
                        """
                )
            }
            let store = try SQLiteStore(writing: path)
            #expect(FileManager.default.fileExists(atPath: path + ".schema-1"))
            #expect(try store.daysWithoutSessions(among: 0...30_000) == [19436])
            let old = try store.answer(Query(.pulls) { $0.compare = true }, move())
            #expect(
                old.table("definition", "endpoint", "pulls").filter { $0.contains("new") } == [
                    "manifest new 4", "session new –", "complete new –",
                ]
            )
            #expect(old.progress == nil)
            #expect(
                old.completeness.notes.joined().contains(
                    "2023-03-20 to 2023-03-20 was counted by an ebb that knew no sessions"
                )
            )
            _ = try store.commit([CountedSource("b.log", content: 2, Self.requests.map { $0.on("2023-03-21") })])
            let later = Query(.images) {
                $0.from = Day("2023-03-21")
                $0.endpoint = "new"
            }
            #expect(try store.answer(later, move()).table("pulls") == ["2"])
            for question in [Query.Kind.clients, .tools, .timeseries, .images, .summary] {
                let whole = try store.answer(Query(question) { $0.endpoint = "new" }, move())
                #expect(whole.table("pulls").allSatisfy { $0 == "–" }, "\(question)")
            }
        }
    }
}
