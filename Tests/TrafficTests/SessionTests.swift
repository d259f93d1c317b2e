import Registry
import Testing
import Traffic

/// What sessions make of the requests that clients really send.
struct SessionTests {
    /// Requests of one client for one repository, one a word: `second method what status`, where what is a tag, `@digest`,
    /// `=blob` or `upload`.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var requests: String
        var role = Role.current
        var sessions: Int64
        var complete: Int64 = 0

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "HEAD tag alone is a version check", requests: "0 HEAD v1 200", sessions: 0),
        Case(name: "HEAD tag again and again", requests: "0 HEAD v1 200, 10 HEAD v1 200, 70 HEAD v1 200", sessions: 0),
        Case(name: "GET tag", requests: "0 GET v1 200", sessions: 1),
        Case(name: "GET tag, then digests", requests: "0 GET v1 200, 1 GET @a 200, 1 GET @b 200", sessions: 1),
        Case(name: "HEAD tag, then one digest", requests: "0 HEAD v1 200, 1 GET @a 200", sessions: 1),
        Case(
            name: "HEAD tag, then two digests, then blobs",
            requests: "0 HEAD v1 200, 1 GET @a 200, 1 GET @b 200, 2 GET =c 200, 3 GET =d 200",
            sessions: 1,
            complete: 1
        ),
        Case(name: "digest only", requests: "0 GET @a 200", sessions: 1),
        Case(name: "two digests only", requests: "0 GET @a 200, 1 GET @b 200, 2 GET =c 200", sessions: 1, complete: 1),
        Case(name: "HEAD digest alone", requests: "0 HEAD @a 200", sessions: 1),
        Case(name: "HEAD digest, then GET", requests: "0 HEAD @a 200, 0 GET @a 200", sessions: 1),
        Case(name: "HEAD tag, then blobs", requests: "0 HEAD v1 200, 1 GET =c 200", sessions: 1, complete: 1),
        Case(name: "two tags within a minute", requests: "0 GET v1 200, 5 GET v2 200", sessions: 2),
        Case(
            name: "two tags looked up, one pulled",
            requests: "0 HEAD v1 200, 1 HEAD v2 200, 2 GET @a 200",
            sessions: 1
        ),
        Case(name: "the same tag twice, no blob between", requests: "0 GET v1 200, 5 GET v1 200", sessions: 1),
        Case(
            name: "the same tag twice, blobs between",
            requests: "0 GET v1 200, 1 GET =c 200, 5 GET v1 200, 6 GET =c 200",
            sessions: 2,
            complete: 2
        ),
        Case(
            name: "a check after a pull",
            requests: "0 HEAD v1 200, 1 GET @a 200, 2 GET =c 200, 4 HEAD v1 200",
            sessions: 1,
            complete: 1
        ),
        Case(name: "a minute later", requests: "0 GET v1 200, 60 GET v1 200", sessions: 2),
        Case(name: "just within a minute", requests: "0 GET v1 200, 59 GET v1 200", sessions: 1),
        Case(
            name: "blobs after the minute",
            requests: "0 GET v1 200, 1 GET =c 200, 90 GET =d 200",
            sessions: 1,
            complete: 1
        ),
        Case(name: "blobs alone are a download", requests: "0 GET =c 200, 1 GET =c 206", sessions: 0),
        Case(
            name: "ranges of one blob",
            requests: "0 GET v1 200, 1 GET =c 206, 2 GET =c 206",
            sessions: 1,
            complete: 1
        ),
        Case(
            name: "retries after 429 and 503",
            requests: "0 GET v1 429, 2 GET v1 503, 50 GET v1 200, 61 GET @a 503, 63 GET @a 200, 65 GET =c 200",
            sessions: 1,
            complete: 1
        ),
        Case(
            name: "only failed tries",
            requests: "0 GET v1 429, 2 GET v1 503, 4 GET v1 404, 6 GET =c 404",
            sessions: 0
        ),
        Case(name: "not modified is a check", requests: "0 GET v1 304", sessions: 0),
        Case(
            name: "not modified, then a blob after all",
            requests: "0 GET v1 304, 1 GET =c 200",
            sessions: 1,
            complete: 1
        ),
        Case(name: "a digest that is not modified", requests: "0 GET @a 304", sessions: 0),
        Case(
            name: "push",
            requests: "0 HEAD =a 404, 0 HEAD =b 200, 1 POST upload 202, 1 PUT upload 201, 2 PUT v1 201",
            sessions: 0
        ),
        Case(
            name: "push that looks up a digest",
            requests: "0 HEAD @a 200, 1 POST upload 202, 2 PUT v1 201, 3 HEAD @a 200",
            sessions: 0
        ),
        Case(name: "pull after a push", requests: "0 PUT v1 201, 3 HEAD v1 200, 4 GET @a 200", sessions: 1),
        Case(
            name: "pull before a push",
            requests: "0 GET v1 200, 1 GET =c 200, 3 PUT v2 201",
            sessions: 1,
            complete: 1
        ),
        Case(name: "cache fill", requests: "0 HEAD =a 200, 0 HEAD =b 200, 0 HEAD =c 200, 1 HEAD =d 404", sessions: 0),
        Case(name: "cache that pulls", requests: "0 HEAD v1 200, 0 GET v1 200, 1 GET =c 200", sessions: 1, complete: 1),
        Case(name: "signature", requests: "0 GET sha256-x.sig 200", sessions: 0),
        Case(name: "redirected onward at current", requests: "0 GET v1 307, 1 GET =c 307", sessions: 1, complete: 1),
        Case(name: "redirected at legacy", requests: "0 GET v1 302, 1 GET =c 302", role: .legacy, sessions: 0),
        Case(name: "served by legacy", requests: "0 GET v1 200, 1 GET =c 200", role: .legacy, sessions: 1, complete: 1),
        Case(name: "backends never count", requests: "0 GET v1 200, 1 GET =c 200", role: .backend, sessions: 0),
        Case(
            name: "out of order by a little",
            requests: "30 GET @a 200, 29 GET @b 200, 31 GET =c 200",
            sessions: 1,
            complete: 1
        ),
        Case(name: "another log behind it", requests: "1000 GET v1 200, 5 GET v1 200, 1001 GET v1 200", sessions: 3),
    ]

    @Test(arguments: cases)
    func casesCountAsDocumented(row: Case) {
        let events = Self.events(row.requests, row.role)
        // Cut into chunks anywhere: the same.
        for size in [1, 2, events.count] {
            let table = Self.table(events, chunk: size)
            #expect(table.pairs.values.reduce(0) { $0 + $1.seen.volume.sessions } == row.sessions, "chunks of \(size)")
            #expect(table.pairs.values.reduce(0) { $0 + $1.seen.volume.complete } == row.complete, "chunks of \(size)")
        }
    }

    /// Fifty nodes that look a tag up, one after the other; and all at once, which nobody can tell from one.
    @Test func burstBehindOneAddress() {
        let inTurn = (0..<50).map { "\($0) HEAD v1 200, \($0) GET @a 200, \($0) GET =c 200" }.joined(separator: ", ")
        let atOnce = ["0 HEAD v1 200", "1 GET @a 200", "2 GET =c 200"].flatMap { Array(repeating: $0, count: 50) }
        for (requests, pulls) in [(inTurn, Int64(50)), (atOnce.joined(separator: ", "), 1)] {
            let table = Self.table(Self.events(requests, .current), chunk: 7)
            #expect(table.hours.values.reduce(0) { $0 + $1.sessions } == pulls)
            #expect(table.hours.values.reduce(0) { $0 + $1.complete } == pulls)
        }
    }

    /// Docker names the tag in a HEAD only, and gets by digest.
    @Test func pullsStandWithTheTag() {
        let events = Self.events("0 HEAD v1 200, 1 GET @a 200, 1 GET @b 200, 2 GET =c 200", .current)
        let table = Self.table(events, chunk: 2)
        let pulls = zip(table.images.keys, table.images.values).filter { $0.1.volume.sessions != 0 }
        #expect(pulls.map(\.0.tag) == [1])
        #expect(pulls.map(\.0.kind.operation) == [Operation.manifestHead.rawValue])
        for sum in [
            table.hours.values.reduce(0) { $0 + $1.sessions },
            table.images.values.reduce(0) { $0 + $1.volume.sessions },
            table.clients.values.reduce(0) { $0 + $1.seen.volume.sessions },
        ] {
            #expect(sum == 1)
        }
    }

    /// Sessions are another thing for each address, agent, site and repository.
    @Test func askersAreToldApart() {
        var events: [Event] = []
        for index in 0..<5 {
            var event = Self.events("0 GET v1 200", .current)[0]
            if index == 1 { event.peer = 99 }
            if index == 2 { event.agent = 1 }
            if index == 3 { event.site = 1 }
            if index == 4 { event.repository = 2 }
            events.append(event)
        }
        events += events
        #expect(Self.table(events, chunk: 3).hours.values.reduce(0) { $0 + $1.sessions } == 5)
    }

    /// Who can't be told apart is not grouped, nor is what was added up before.
    @Test func sumsAndUnknownClientsAreNotGrouped() {
        var events = Self.events("0 GET v1 200, 1 GET @a 200, 1 HEAD v1 200, 2 GET =c 200", .current)
        for index in events.indices { events[index].peer = Client.unknown.id }
        #expect(Self.table(events, chunk: 4).hours.values.reduce(0) { $0 + $1.sessions } == 2)
        var sum = Self.events("0 GET v1 200", .current)
        sum[0].count = 7
        #expect(Self.table(sum, chunk: 1).hours.values.reduce(0) { $0 + $1.sessions } == 7)
    }

    /// Many open sessions, of which old ones are dropped on the way: nothing is forgotten that a later line belongs to.
    @Test func droppingIsNotSeen() {
        var events: [Event] = []
        for second in 0..<2_000 {
            for client in 0..<20 {
                var event = Self.events("\(second) GET v1 200", .current)[0]
                event.peer = UInt64(client * 2_000 + second / 30)
                event.time -= Int64(client)
                events.append(event)
            }
        }
        // Each asker asks for half a minute, once a second.
        let askers = Set(events.map(\.peer)).count
        #expect(Self.table(events, chunk: 512).hours.values.reduce(0) { $0 + $1.sessions } == Int64(askers))
    }

    private static func table(_ events: [Event], chunk: Int) -> TrafficTable {
        var table = TrafficTable()
        var sessions = Sessions()
        for start in stride(from: 0, to: events.count, by: chunk) {
            var part = Array(events[start..<min(start + chunk, events.count)])
            sessions.group(&part)
            table.count(part)
        }
        return table
    }

    private static func events(_ requests: String, _ role: Role) -> [Event] {
        requests.split(separator: ",").map { request in
            let words = request.split(separator: " ").map(String.init)
            let (method, what) = (words[1], words[2])
            let isManifest = !what.hasPrefix("=") && what != "upload"
            let reference: ReferenceKind =
                what.hasSuffix(".sig") ? .signature : what.hasPrefix("@") || what.hasPrefix("=") ? .digest : .tag
            let operation: Operation =
                switch method {
                case "GET": isManifest ? .manifestGet : .blobGet
                case "HEAD": isManifest ? .manifestHead : .blobHead
                default: .push
                }
            return Event(
                time: 86_400 * 3 + (Int64(words[0]) ?? 0),
                client: 5,
                bytes: 10,
                site: 0,
                agent: 0,
                repository: 1,
                tag: isManifest && reference == .tag ? (what == "v2" ? 2 : 1) : 0,
                kind: RequestKind(
                    operation: operation.rawValue,
                    outcome: Outcome(status: UInt16(words[3]) ?? 0).rawValue,
                    via: (role == .current ? Via.direct : Via.none).rawValue,
                    reference: (what == "upload" ? ReferenceKind.none : reference).rawValue
                ),
                isLegacy: role == .legacy
            )
        }
    }
}
