import Registry
import Store
import Traffic

extension StoreRule {
    static let sums: [StoreRule] =
        (1...3).map { seed in
            StoreRule("random sums are those of the memory store, seed \(seed)") { store in
                let memory = MemoryStore()
                var draw = Draw(UInt64(seed))
                for number in 0..<4 {
                    let source = randomSource(UInt64(number), &draw)
                    _ = try store.commit([source])
                    _ = try memory.commit([source])
                }
                try equal(try StoreState(store), try StoreState(memory), "state")
                for _ in 0..<150 {
                    let query = randomQuery(&draw)
                    try equal(try store.sums(query), try memory.sums(query), "\(query)")
                }
            }
        } + [
            StoreRule("A then B is B then A is both at once") { store in
                var draw = Draw(7)
                let sources = (0..<3).map { randomSource($0, &draw) }
                for source in sources { _ = try store.commit([source]) }
                for order in [[2, 0, 1], [1, 2, 0]] {
                    let memory = MemoryStore()
                    _ = try memory.commit(order.map { sources[$0] })
                    try equal(try StoreState(store), try StoreState(memory), "\(order)")
                }
            },
            StoreRule("days before 1970 and hours of the last second fall where they belong") { store in
                let days = ["1969-12-30", "1969-12-31", "1970-01-01"]
                let requests = days.flatMap { day in
                    [0, 23].map { hour in MadeRequest(day, "old.example").with { $0.hour = hour } }
                }
                _ = try store.commit([CountedSource("a", content: 1, requests)])
                try equal(try store.days(), -2...0, "days")
                let byDay = try store.sums(NamedSumQuery(.hours, days: -2...(-1), by: [.day]))
                try equal(Set(byDay.map { $0.names + ["\($0.sum.requests)"] }), [["-2", "2"], ["-1", "2"]], "days")
            },
            StoreRule("large sums do not overflow on the way") { store in
                let big = pull.with { $0.bytes = 1 << 60 }
                _ = try store.commit([
                    CountedSource("a", content: 1, [big, big]), CountedSource("b", content: 2, [big]),
                ])
                let sums = try store.sums(NamedSumQuery(.hours, by: []))
                try equal(sums.map(\.sum.bytes), [3 << 60], "bytes")
            },
        ]

    static func randomSource(_ number: UInt64, _ draw: inout Draw) -> CountedSource {
        let operations = Operation.allCases
        let outcomes = Outcome.allCases
        let vias = Via.allCases
        let references = ReferenceKind.allCases
        let vantages = Vantage.allCases
        let requests = (0..<200).map { _ in
            MadeRequest("2023-03-2\(draw.below(4))", ["old.example", "new.example", "cdn.example"][draw.below(3)]).with
            {
                $0.hour = Int64(draw.below(24))
                $0.vantage = vantages[draw.below(vantages.count)]
                $0.client = draw.below(3) == 0 ? "2001:db8:\(draw.below(3))::1" : "192.0.2.\(draw.below(5))"
                $0.agent = ["", "curl/7.88", "containerd/1.6.20"][draw.below(3)]
                $0.operation = operations[draw.below(operations.count)]
                $0.outcome = outcomes[draw.below(outcomes.count)]
                $0.via = vias[draw.below(vias.count)]
                $0.reference = references[draw.below(references.count)]
                $0.repository = ["", "pause", "etcd", "coredns/coredns"][draw.below(4)]
                $0.tag = ["", "v1", "latest"][draw.below(3)]
                $0.bytes = Int64(draw.below(1_000_000))
            }
        }
        return CountedSource("source \(number)", content: number + 1, requests)
    }

    private static func randomQuery(_ draw: inout Draw) -> NamedSumQuery {
        let marginal = Marginal.allCases[draw.below(Marginal.allCases.count)]
        let first = Int32(pull.time / 86_400) + Int32(draw.below(5))
        var columns = marginal.columns
        if marginal == .hours { columns.append(.day) }
        var query = NamedSumQuery(
            marginal,
            days: first...first + Int32(draw.below(4)),
            hosts: draw.below(3) == 0 ? ["old.example", "cdn.example"] : nil,
            by: columns.filter { _ in draw.below(2) == 0 }
        )
        let wanted: [Column: Set<String>] = [
            .repository: ["pause", ""], .tag: ["v1"], .agent: ["curl/7.88", ""], .operation: ["2", "4"],
            .outcome: ["1"], .via: ["1", "3"], .reference: ["1", "2"], .client: ["\(0xFFFF_C000_0201 as Int64)"],
        ]
        for column in marginal.columns.filter({ $0 != .day && $0 != .hour }) where draw.below(4) == 0 {
            query.only[column] = draw.below(8) == 0 ? [] : wanted[column]
        }
        return query
    }
}
