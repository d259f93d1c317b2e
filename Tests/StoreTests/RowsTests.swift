import EbbTesting
import Registry
import Store
import Testing

/// The answers with a row for each image, client or tool.
struct RowsTests {
    private let requests = [
        old.tagged("3.9") * 3, old.with { $0.reference = .digest } * 2,
        old.tagged("3.9").with { $0.operation = .manifestHead } * 4,
        old.with { $0.operation = .manifestHead },
        old.with { $0.reference = .signature } * 6,
        old.redirected.tagged("latest").on("2023-03-22", hour: 4) * 5,
        old.blob.bytes(100) * 2, old.blob.with { $0.operation = .blobHead },
        new.of("etcd").from("2001:db8:1:2::9").by("docker/20.10.12 go/go1.16"), old.of("").from("192.0.2.7").by(""),
        cdn.bytes(9).by("Go-http-client/2.0"),
    ]

    @Test("images: signatures are no pulls, only a HEAD of a tag is a check", arguments: StoreKind.allCases)
    func images(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.images) { $0.sort = "repository" }, requests)
        let columns = answer.table(
            "repository",
            "role",
            "requests",
            "pulls",
            "checks",
            "blobRequests",
            "bytes",
            "redirected",
            "clients"
        )
        #expect(
            columns == [
                "(none) backend 1 – – 1 9 0 1", "(none) legacy 1 1 0 0 0 0 1", "etcd current 1 1 0 0 0 0 1",
                "pause legacy 24 5 4 3 200 5 1",
            ]
        )
        #expect(answer.table("firstSeen", "lastSeen").last == "2023-03-20T00:00:00Z 2023-03-22T04:00:00Z")
    }

    @Test("images by tag", arguments: StoreKind.allCases)
    func tags(_ kind: StoreKind) throws {
        let query = Query(.images) {
            $0.byTag = true
            $0.repository = "pause"
            $0.sort = "tag"
        }
        let answer = try kind.ask(query, requests)
        #expect(
            answer.table("repository", "tag", "requests", "pulls", "checks", "redirected", "clients") == [
                "pause (none) 12 2 0 0 –", "pause 3.9 7 3 4 0 –", "pause latest 5 0 0 5 –",
            ]
        )
    }

    @Test("images of one repository, and of none", arguments: StoreKind.allCases)
    func oneRepository(_ kind: StoreKind) throws {
        let cases = [("pause", 1), ("(none)", 2), ("nothing", 0), ("PAUSE", 0), ("%", 0), ("'", 0)]
        for (name, count) in cases {
            #expect(try kind.ask(Query(.images) { $0.repository = name }, requests).rows.count == count, "\(name)")
        }
    }

    @Test("clients, with their tools and repositories", arguments: StoreKind.allCases)
    func clients(_ kind: StoreKind) throws {
        let answer = try kind.ask(Query(.clients) { $0.sort = "client" }, requests)
        let columns = answer.table("client", "role", "tools", "mirror", "requests", "pulls", "bytes", "repositories")
        #expect(
            columns == [
                "192.0.2.1 backend go-http-client 2.0 false 1 – 9 0",
                "192.0.2.1 legacy containerd 1.6 false 24 5 200 1", "192.0.2.7 legacy (none) false 1 1 0 0",
                "2001:db8:1:2::/64 current docker 20.10 false 1 1 0 1",
            ]
        )
    }

    @Test("clients of one repository, by one tool, or by name", arguments: StoreKind.allCases)
    func filteredClients(_ kind: StoreKind) throws {
        let pause = try kind.ask(Query(.clients) { $0.repository = "pause" }, requests)
        #expect(pause.table("client", "tools", "mirror", "requests", "redirected") == ["192.0.2.1 – – 24 5"])
        let docker = try kind.ask(Query(.clients) { $0.tool = "docker" }, requests)
        #expect(docker.table("client", "tools", "repositories") == ["2001:db8:1:2::/64 docker 20.10 –"])
        let one = try kind.ask(Query(.clients) { $0.client = "192.0.2.7" }, requests)
        #expect(one.table("client", "requests") == ["192.0.2.7 1"])
        #expect(try kind.ask(Query(.clients) { $0.client = "192.0.2.8" }, requests).rows.isEmpty)
    }

    @Test("tools and their versions", arguments: StoreKind.allCases)
    func tools(_ kind: StoreKind) throws {
        let more = requests + [old.by("containerd/1.6.8"), old.by("containerd/1.7.0").from("192.0.2.3")]
        let answer = try kind.ask(Query(.tools) { $0.sort = "version" }, more)
        #expect(
            answer.table("tool", "version", "role", "requests", "clients") == [
                "(none)  legacy 1 1", "containerd 1.6 legacy 25 1", "containerd 1.7 legacy 1 1",
                "go-http-client 2.0 backend 1 1", "docker 20.10 current 1 1",
            ]
        )
        #expect(try kind.ask(Query(.tools) { $0.tool = "containerd" }, more).rows.count == 2)
    }

    @Test("forgotten clients stand in one row, and are not claimed over days", arguments: StoreKind.allCases)
    func forgotten(_ kind: StoreKind) throws {
        try kind.withStore { store in
            let requests = [old.from("192.0.2.1"), old.from("192.0.2.2"), old.on("2023-03-21")]
            _ = try store.commit([CountedSource("a", content: 1, requests)])
            try store.forgetClients(readBefore: .max)
            #expect(try store.answer(Query(.clients), move()).table("client", "requests") == ["(forgotten) 3"])
            #expect(try store.answer(Query(.images), move()).table("clients") == ["–"])
            let summary = try store.answer(Query(.summary) { $0.endpoint = "old" }, move())
            #expect(summary.table("clients", "meanDailyClients") == ["– 1.5"])
            let day = try store.answer(Query(.images) { $0.to = Day("2023-03-20") }, move())
            #expect(day.table("clients") == ["2"])
        }
    }
}
