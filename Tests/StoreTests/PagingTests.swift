import EbbTesting
import Registry
import Store
import Testing
import Traffic

struct PagingTests {
    private let requests = (0..<23).map { number in
        old.of("image-\(number)").from("192.0.2.\(number)").by("curl/\(number).1").with { $0.count = 1 + number % 4 }
    }

    /// All pages of a query.
    private func pages(_ query: Query, of store: any Store, between: (Int) throws -> Void = { _ in }) throws -> [Answer]
    {
        var query = query
        var pages: [Answer] = []
        repeat {
            let page = try store.answer(query, move())
            pages.append(page)
            try between(pages.count)
            query.after = page.next
        } while query.after != nil && pages.count < 100
        return pages
    }

    @Test(
        "pages joined are the whole answer, by every column, up and down",
        arguments: [
            Query.Kind.images, .clients, .tools, .sources, .rejects,
        ]
    )
    func everyColumn(_ question: Query.Kind) throws {
        let store = MemoryStore()
        for (number, request) in requests.enumerated() {
            // Two files of one name: nothing but their order tells them apart.
            var source = CountedSource("\(number / 2).log", content: UInt64(number), [request])
            source.rejects = [RejectCount(reason: "r", count: Int64(number % 3 + 1), samples: [])]
            _ = try store.commit([source])
        }
        for column in try store.answer(Query(question), move()).columns {
            for sort in [column.name, "-" + column.name] {
                let whole = try store.answer(
                    Query(question) {
                        $0.sort = sort
                        $0.limit = 0
                    },
                    move()
                )
                #expect(whole.rows.count == 23)
                #expect(whole.next == nil)
                let pages = try pages(
                    Query(question) {
                        $0.sort = sort
                        $0.limit = 4
                    },
                    of: store
                )
                #expect(pages.map(\.rows.count) == [4, 4, 4, 4, 4, 3], "\(sort)")
                #expect(pages.flatMap(\.rows) == whole.rows, "\(sort)")
            }
        }
    }

    @Test("while rows come in and grow, each row of the first page's time comes once", arguments: StoreKind.allCases)
    func whileRowsComeIn(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.commit([CountedSource("a", content: 0, requests)])
            let query = Query(.clients) {
                $0.sort = "client"
                $0.limit = 5
            }
            let pages = try pages(query, of: store) { number in
                // A new row before, within and behind the cursor; and the row at the cursor changes in all but its name.
                let more = ["1.1.1.\(number)", "192.0.2.1\(number)", "200.0.0.\(number)", "192.0.2.12"].map {
                    old.from($0).by("docker/20.\(number)")
                }
                _ = try store.commit([CountedSource("b", content: UInt64(number), more)])
            }
            let clients = pages.flatMap { $0.table("client") }
            #expect(Set(clients).count == clients.count)
            #expect(Set(clients).isSuperset(of: Set(requests.map(\.client))))
        }
    }

    @Test("a cursor holds when its row is gone or has moved up", arguments: StoreKind.allCases)
    func movedRow(_ kind: StoreKind) throws {
        try kind.withStore { store in
            let source = CountedSource("a", content: 1, ["a", "b", "c", "d"].map { old.of($0) * 2 })
            _ = try store.commit([source])
            var query = Query(.images) { $0.limit = 2 }
            let first = try store.answer(query, move())
            #expect(first.table("repository") == ["a", "b"])
            query.after = first.next
            _ = try store.commit([CountedSource("b", content: 2, [old.of("b") * 9])])
            #expect(try store.answer(query, move()).table("repository") == ["c", "d"])
            var without = CountedSource("a", content: 1, [old.of("c")], settings: "others")
            without.row.identity = source.row.identity
            without.table.fold(source.table, takingBack: true)
            without.replaces = true
            _ = try store.commit([without])
            #expect(try store.answer(query, move()).table("repository") == ["c"])
        }
    }

    @Test("a cursor of another order or question is refused")
    func strangeCursor() throws {
        let store = MemoryStore()
        _ = try store.commit([CountedSource("a", content: 0, requests)])
        let next = try store.answer(Query(.images) { $0.limit = 1 }, move()).next
        for query in [
            Query(.images) {
                $0.after = next
                $0.sort = "repository"
            },
            Query(.clients) { $0.after = next }, Query(.images) { $0.after = "" },
            Query(.images) { $0.after = "~~~~~" },
            Query(.images) { $0.after = "0~-pulls~x~~a~b" },
        ] {
            #expect(throws: QueryError.self) { try store.answer(query, move()) }
        }
    }

    @Test("a cursor needs no quoting, whatever the row is called")
    func hostileNames() throws {
        let store = MemoryStore()
        let names = ["a~b", "it's", "\"; rm -rf /", "💥", "%41", "A", "", "a b&c=d#e?", "-1", "e\u{301}", "\u{E9}"]
        for (number, name) in names.enumerated() {
            _ = try store.commit([CountedSource(name, content: UInt64(number), [old])])
        }
        let pages = try pages(Query(.sources) { $0.limit = 1 }, of: store)
        #expect(pages.count == names.count)
        #expect(Set(pages.flatMap { $0.table("name", "identity") }).count == names.count)
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:%")
        #expect(pages.compactMap(\.next).allSatisfy { $0.allSatisfy(allowed.contains) })
    }

    @Test("no limit is fifty rows, and large numbers are sorted exactly")
    func defaults() throws {
        let store = MemoryStore()
        let many = (0..<60).map { old.of("image-\($0)").bytes(1 << 57 + Int64($0)) }
        _ = try store.commit([CountedSource("a", content: 0, many)])
        let answer = try store.answer(Query(.images) { $0.sort = "-bytes" }, move())
        #expect(answer.rows.count == 50)
        #expect(answer.table("repository") == (10..<60).reversed().map { "image-\($0)" })
    }
}
