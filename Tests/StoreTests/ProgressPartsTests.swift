import EbbTesting
import Registry
import Store
import Testing

/// Progress told of images, networks, tools and by bytes and uses.
struct ProgressPartsTests {
    private let migration = Migration(
        name: "move",
        endpoints: move().endpoints,
        renames: [.exact(from: "etcd-amd64", to: "etcd")]
    )

    /// Three weeks, in which some redirects are followed with a referer, some without, and some not at all.
    private let requests: [MadeRequest] = {
        var generator = SeededGenerator(11)
        return (0..<400).map { _ in
            let kinds = [
                old, old.redirected, old.redirected.of("etcd-amd64"), new, new.via(.followed), new.via(.unknown),
                new.via(.unknown).of("etcd"), new.blob.bytes(100), new.blob.via(.followed).bytes(10), old.blob.bytes(7),
                new.blob.via(.followed).redirected, new.blob.of("etcd").redirected,
                cdn.of("pause").bytes(1_001),
                cdn.of("etcd").bytes(999),
            ]
            let day = Int.random(in: 1...21, using: &generator)
            return kinds[Int.random(in: 0..<kinds.count, using: &generator)].with {
                $0.day = "2023-03-" + (day < 10 ? "0" : "") + "\(day)"
                $0.client =
                    "192.0.\(Int.random(in: 1...4, using: &generator)).\(Int.random(in: 1...3, using: &generator))"
                $0.agent = "\(["curl", "docker", "skopeo"][Int.random(in: 0...2, using: &generator)])/1.0"
            }
        }
    }()

    private func sums(_ answer: Answer, _ names: [String]) -> [Int64] {
        names.map { name in
            let column = answer.columns.firstIndex { $0.name == name }
            return answer.rows.reduce(0) { sum, row in
                guard let column, case .integer(let count) = row[column] else { return sum }
                return sum + count
            }
        }
    }

    @Test("parts add up to the whole, in each range", arguments: PullDefinition.allCases, StoreKind.allCases)
    func partsAddUp(_ definition: PullDefinition, _ kind: StoreKind) throws {
        let names = ["direct", "followed", "unknown", "served", "lost"]
        try kind.withStore { store in
            _ = try store.commit([CountedSource("a.log", content: 1, requests)])
            func sums(_ change: (inout Query) -> Void) throws -> [Int64] {
                let query = Query(.progress) {
                    $0.definition = definition
                    $0.limit = 0
                    change(&$0)
                }
                return self.sums(try store.answer(query, migration), names)
            }
            for (from, to): (Int32, Int32) in [(1, 21), (3, 3), (5, 16)] {
                func range(_ query: inout Query) {
                    query.from = Day(year: 2023, month: 3, day: from)
                    query.to = Day(year: 2023, month: 3, day: to)
                }
                let whole = try sums { range(&$0) }
                #expect(definition == .complete || from == to || whole.allSatisfy { $0 > 0 })
                for per in [Query.Per.image, .network, .tool] {
                    for step in [nil, Query.Step.day, .week] {
                        let parts = try sums {
                            range(&$0)
                            ($0.per, $0.step) = (per, step)
                        }
                        #expect(parts == whole, "\(per) \(step.map(\.rawValue) ?? "")")
                    }
                }
            }
            // Old and new name are one.
            let etcd = try sums { $0.repository = "etcd" }
            #expect(try sums { $0.repository = "etcd-amd64" } == etcd)
            #expect(try sums { ($0.repository, $0.per) = ("etcd", .network) } == etcd)
        }
    }

    @Test("pages of items and steps are the whole", arguments: [Query.Per.image, .network, .tool])
    func pages(_ per: Query.Per) throws {
        try StoreKind.memory.withStore { store in
            _ = try store.commit([CountedSource("a.log", content: 1, requests)])
            for sort in ["time", "-left"] {
                var query = Query(.progress) { ($0.per, $0.step, $0.sort, $0.limit) = (per, .day, sort, 0) }
                let whole = try store.answer(query, migration).rows
                query.limit = 3
                var rows: [[Answer.Cell]] = []
                repeat {
                    let page = try store.answer(query, migration)
                    rows += page.rows
                    query.after = page.next
                } while query.after != nil
                #expect(rows == whole)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func bytesOfBackendsGoTheWayOfTheRequestsThatWereSentThere(_ kind: StoreKind) throws {
        let requests = [
            old.blob.bytes(50), new.blob.bytes(5), new.blob.via(.followed).bytes(3),
            new.blob.redirected, new.blob.via(.followed).redirected * 3,
            new.blob.of("etcd").via(.unknown).redirected * 4,
            cdn.of("pause").bytes(4_000), cdn.of("etcd").bytes(100),
            // Of an image that nobody asked for: as the requests of the day. Of a day without any: by an unknown way.
            cdn.of("coredns").bytes(80), cdn.of("pause").bytes(9).on("2023-03-22"),
        ]
        let names = ["direct", "followed", "unknown", "served"]
        let images = try kind.ask(Query(.progress) { ($0.measure, $0.per) = (.bytes, .image) }, requests, migration)
        #expect(
            images.table("repository", "direct", "followed", "unknown", "served", "low", "high", "left") == [
                "pause 1005 3003 9 50 0.247110892549791 0.24932382591590854 3062", "etcd 0 0 100 0 0.0 1.0 100",
                "coredns 10 30 40 0 0.125 0.625 70",
            ]
        )
        let days = try kind.ask(Query(.progress) { $0.measure = .bytes }, requests, migration)
        #expect(sums(days, names) == sums(images, names))
        let all = try kind.ask(Query(.summary), requests, migration).table("bytes")
        #expect(sums(days, names).reduce(0, +) == all.compactMap { Int64($0) }.reduce(0, +))
    }

    /// Each network and repository is counted once in a step, by the worst of what it did.
    @Test(arguments: StoreKind.allCases)
    func uses(_ kind: StoreKind) throws {
        let requests = [
            old.from("192.0.2.1"), new.from("192.0.2.9"),
            old.redirected.from("198.51.100.1"), new.via(.followed).from("198.51.100.1"),
            new.via(.unknown).from("203.0.113.1"), new.from("203.0.113.2"),
            new.from("203.0.113.1").of("etcd"), new.from("203.0.113.1").of("etcd"),
            new.from("192.0.2.1").on("2023-03-21"), old.from("192.0.2.1").on("2023-03-27"),
            old.of("etcd-amd64").from("203.0.113.3").on("2023-03-27"),
        ]
        func ask(_ change: (inout Query) -> Void) throws -> [String] {
            let query = Query(.progress) {
                $0.measure = .uses
                change(&$0)
            }
            return try kind.ask(query, requests, migration)
                .table(query.per == nil ? "time" : "repository", "direct", "followed", "unknown", "served")
        }
        #expect(
            try ask { $0.step = .day } == [
                "2023-03-20T00:00:00Z 1 1 1 1", "2023-03-21T00:00:00Z 1 0 0 –", "2023-03-27T00:00:00Z – – – 2",
            ]
        )
        #expect(
            try ask { $0.step = .week } == ["2023-03-20T00:00:00Z 1 1 1 1", "2023-03-27T00:00:00Z – – – 2"]
        )
        #expect(try ask { $0.per = .image } == ["pause 0 1 1 1", "etcd 0 0 0 1"])
        #expect(try ask { ($0.per, $0.repository) = (.image, "etcd") } == ["etcd 0 0 0 1"])
    }

    /// Nobody waits for the days on which there was nothing.
    @Test(arguments: Query.Measure.allCases)
    func rangesBeyondTheLogsAreTheLogs(_ measure: Query.Measure) throws {
        for step in [nil, Query.Step.day, .week] {
            var query = Query(.progress) { ($0.per, $0.measure, $0.step) = (.image, measure, step) }
            let all = try StoreKind.sqlite.ask(query, requests, migration)
            (query.from, query.to) = (Day("0001-01-01"), Day("9999-12-31"))
            #expect(try StoreKind.sqlite.ask(query, requests, migration).rows == all.rows)
        }
    }

    @Test("what can't be told is refused with what can be asked")
    func refusals() throws {
        func refusal(_ change: (inout Query) -> Void) throws -> String {
            try StoreKind.memory.refusal(Query(.progress, change), [old])
        }
        #expect(try refusal { $0.per = .client }.contains("per image, network or tool"))
        #expect(try refusal { ($0.per, $0.measure) = (.tool, .bytes) }.contains("the ways of clients"))
        #expect(try refusal { ($0.per, $0.repository) = (.tool, "pause") }.contains("is not kept"))
        let keyed = Query(.progress) { $0.measure = .uses }
        #expect(try StoreKind.memory.refusal(keyed, [old], clientForm: "keyed never").contains("(privacy)"))
    }
}
