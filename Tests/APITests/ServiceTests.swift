import API
import HTTPTypes
import Registry
import Store
import Synchronization
import Testing

struct ServiceTests {
    @Test func everyKindHasItsAddress() async throws {
        let service = try Service(try MemoryStore("pause"))
        for kind in Query.Kind.allCases {
            let received = try await service.ask("/api/v1/\(kind.rawValue)")
            #expect(received.status == 200 && received.headers[.contentType] == "application/json")
            #expect(try received.member("definition") == "session")
        }
        await service.end()
    }

    /// Each filter is taken by the answers that have it, and refused by all others.
    @Test(arguments: Query.Kind.allCases)
    func filters(of kind: Query.Kind) async throws {
        let service = try Service(try MemoryStore("pause"))
        let values: [Query.Filter: String] = [
            .from: "2023-03-20", .to: "2023-03-20", .endpoint: "legacy", .repository: "pause", .client: "192.0.2.0/24",
            .tool: "containerd", .definition: "complete", .state: "moved", .without: "mirrors", .compare: "true",
            .by: "day", .byTag: "true", .per: "network", .measure: "uses", .whatIf: "front", .threshold: "5",
            .sort: kind == .sources ? "lines" : "count", .limit: "5",
            .after: "x",
        ]
        for filter in Query.Filter.allCases {
            let value = try #require(values[filter])
            let received = try await service.ask("/api/v1/\(kind.rawValue)?\(filter.rawValue)=\(value)")
            if kind.filters.contains(filter), filter != .after, filter != .sort {
                #expect(received.status == 200, "\(filter)")
            } else {
                #expect(received.status == 400 || filter == .sort, "\(filter)")
                #expect(received.body.contains("takes no parameter") != kind.filters.contains(filter))
            }
        }
        await service.end()
    }

    @Test func anAnswerFollowsItsStore() async throws {
        let store = try MemoryStore("pause")
        let service = try Service(store)
        let first = try await service.ask("/api/v1/images")
        let tag = try #require(first.headers[.eTag])
        #expect(try await service.ask("/api/v1/images", headers: [.ifNoneMatch: tag]).status == 304)
        try store.add(["coredns"])
        let second = try await service.ask("/api/v1/images", headers: [.ifNoneMatch: tag])
        #expect(second.status == 200 && second.body.contains("coredns") && !first.body.contains("coredns"))
        await service.end()
    }

    @Test func rulesAreReadAgainWithTheStore() async throws {
        let store = try MemoryStore("pause")
        let reads = Mutex(0)
        let service = try Service(
            store,
            rules: { _ in
                reads.withLock { $0 += 1 }
                return .example
            }
        )
        for _ in 0..<3 { _ = try await service.ask("/api/v1/images") }
        _ = try await service.ask("/api/v1/tools")
        #expect(reads.withLock(\.self) == 1)
        try store.add(["coredns"])
        _ = try await service.ask("/api/v1/tools")
        #expect(reads.withLock(\.self) == 2)
        await service.end()
    }

    /// What the store says may name its path: that is for the log.
    @Test(arguments: [
        (StoreError.Code.timedOut, 504, "more than 10 seconds"), (.failed, 503, "can't be read"),
        (.newer, 503, "can't be read"),
    ])
    func storesFail(code: StoreError.Code, status: Int, words: String) async throws {
        let store = try MemoryStore("pause")
        let isFailing = Mutex(false)
        let service = try Service(
            store,
            check: { throw StoreError(.newer, "Install that version.") },
            rules: { _ in
                if isFailing.withLock(\.self) { throw StoreError(code, "/secret/path failed") }
                return .example
            }
        )
        isFailing.withLock { $0 = true }
        try store.add(["coredns"])
        let received = try await service.ask("/api/v1/images")
        #expect(received.status == status && received.body.contains(words) && !received.body.contains("secret"))
        let readiness = try await service.ask("/readyz")
        #expect(readiness.status == 503 && readiness.body.contains("Install that version."))
        #expect(try await service.ask("/healthz").status == 200)
        isFailing.withLock { $0 = false }
        #expect(try await service.ask("/api/v1/images").status == 200)
        await service.end()
    }

    @Test func whatFailsOtherwiseIsToldToTheLogAlone() async throws {
        struct Secret: Error {}
        let store = try MemoryStore("pause")
        let isFirst = Mutex(true)
        let service = try Service(
            store,
            rules: { _ in
                guard
                    isFirst.withLock({ first in
                        defer { first = false }
                        return first
                    })
                else { throw Secret() }
                return .example
            }
        )
        try store.add(["coredns"])
        let received = try await service.ask("/api/v1/images")
        #expect(received.status == 500 && !received.body.contains("Secret"))
        await service.end()
    }

    @Test func pagesAreAskedLikeAnswers() async throws {
        let service = try Service(try MemoryStore("pause"))
        let page = try await service.ask("/")
        #expect(page.status == 200 && page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.headers[.eTag] != nil && page.headers[.contentSecurityPolicy]?.contains("sha256-") == true)
        #expect(try await service.ask("/images/pause").status == 200)
        #expect(try await service.ask("/images/nowhere").status == 404)
        #expect(try await service.ask("/images?nonsense=1").status == 400)
        let metrics = try await service.ask("/metrics").body
        #expect(metrics.contains("route=\"/images/{repository}\",code=\"200\"} 1"))
        #expect(metrics.contains("route=\"(none)\",code=\"404\"} 1"))
        #expect(!metrics.contains("nowhere"))
        await service.end()
    }
}
