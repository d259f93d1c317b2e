import EbbTesting
import Registry
import Store
import Testing

struct RestrictedTests {
    /// So many pulls, each with a blob that is redirected onward, a minute and more apart.
    private func pulls(_ client: String, _ count: Int) -> [MadeRequest] {
        (0..<count).flatMap { number in
            let manifest = new.tagged("v1").from(client).with { $0.second = Int64(number) * 300 }
            return [
                manifest,
                manifest.with {
                    $0.operation = .blobGet
                    $0.outcome = .redirected
                    $0.tag = ""
                    $0.second += 1
                },
            ]
        }
    }

    private func ask(_ kind: StoreKind, _ requests: [MadeRequest], _ change: (inout Query) -> Void = { _ in }) throws
        -> [String]
    {
        try kind.ask(Query(.restricted, change), requests).table("client", "pulls", "askedForBlobs", "clients").sorted()
    }

    @Test("who never gets a blob where it is sent", arguments: StoreKind.allCases)
    func restricted(_ kind: StoreKind) throws {
        let requests =
            pulls("192.0.2.1", 3) + pulls("192.0.2.2", 1) + pulls("198.51.100.1", 5) + pulls("203.0.113.1", 2)
            + [cdn.from("198.51.100.77"), new.from("100.64.0.1") * 9]
        // Two clients of one network; another client of the second network got one; twice may be chance; images that lie
        // there already need no blobs.
        #expect(try ask(kind, requests) == ["192.0.2.0/24 4 4 2"])
    }

    @Test("without logs of both nobody can tell; a backend without logs is named")
    func unknown() throws {
        #expect(try ask(.memory, pulls("192.0.2.1", 5)) == [])
        // The endpoint serves blobs itself.
        let served = pulls("192.0.2.1", 5).map { $0.with { $0.outcome = .served } }
        #expect(try ask(.memory, served + [cdn.from("198.51.100.77")]) == [])
        let more = move([Endpoint(name: "bucket", role: .backend, sites: [Site(host: "bucket.example")])])
        let answer = try StoreKind.memory.ask(
            Query(.restricted),
            pulls("192.0.2.1", 5) + [cdn.from("198.51.100.77")],
            more
        )
        #expect(answer.completeness.notes.contains { $0.contains("since they have no logs: bucket.") })
        #expect(answer.rows.count == 1)
    }

    @Test("networks of few clients are one row; without addresses it is refused")
    func privacy() throws {
        let requests = pulls("192.0.2.1", 3) + pulls("203.0.113.1", 4) + [cdn.from("198.51.100.77")]
        let shown = try ask(.memory, requests) {
            $0.visibility = .shown(Privacy(show: .prefix, minimumGroup: 5), key: nil)
        }
        #expect(shown == ["(fewer than 5 clients) 7 7 –"])
        #expect(
            try StoreKind.memory.refusal(Query(.restricted), requests, clientForm: "keyed monthly").contains(
                "Restricted networks"
            )
        )
    }
}
