import Store
import Traffic

extension StoreRule {
    static let growth: [StoreRule] = [
        StoreRule("sources that can grow are found by their family") { store in
            var whole = CountedSource("logs/access.log.2.gz", content: 2, [pull])
            whole.canGrow = false
            let growing = CountedSource("logs/access.log", content: 1, [pull])
            _ = try store.commit([growing, whole, CountedSource("logs/other.log", content: 3, [pull])])
            let start = try store.start(name: "access.log.1", family: "access.log", mark: nil)
            try equal(start.beginnings.map(\.row), [growing.row], "beginnings")
            try equal(start.beginnings.map(\.settings), ["settings"], "settings")
            try equal(start.beginnings.map(\.openLine), [100], "open line")
        },
        StoreRule("a source that grew takes over its row, and adds what is new") { store in
            var first = CountedSource("access.log", content: 1, [pull])
            first.rejects = [reject("a", lines: 1...4), reject("b", lines: 5...5)]
            _ = try store.commit([first])
            var second = CountedSource("access.log.1", content: 2, [pull, pull.with { $0.hour = 5 }])
            second.continues = first.row.identity
            second.rejects = [reject("a", lines: 8...10), reject("c", lines: 11...11)]
            try equal(try store.commit([second]).map(\.status), [.ingested], "status")
            try equal(try store.ledger(), [second.row], "ledger")
            try equal(try requests(store), 3, "requests")
            let rejects = try store.rejects().map(\.reject)
            try equal(rejects.map(\.reason), ["a", "b", "c"], "reasons")
            try equal(rejects.map(\.count), [7, 1, 1], "counts")
            try equal(rejects[0].samples.map(\.line), [1, 2, 3, 4, 8], "samples, five at most")
        },
        StoreRule("an earlier state of a source is known, and can be continued only once") { store in
            let first = CountedSource("access.log", content: 1, [pull])
            var second = CountedSource("access.log", content: 2, [pull, pull])
            second.continues = first.row.identity
            _ = try store.commit([first])
            _ = try store.commit([second])
            try equal(try store.commit([first]).map(\.status), [.alreadyIngested], "status of the earlier state")
            try equal(try store.settings(of: identity(1, 1)), "settings", "settings of the earlier state")
            let before = try StoreState(store)
            var rival = CountedSource("access.log", content: 3, [pull, pull, pull])
            rival.continues = first.row.identity
            try refused(.busy, "a state that is not the latest") { () throws(StoreError) in
                _ = try store.commit([rival])
            }
            try equal(try StoreState(store), before, "store")
        },
        StoreRule("a last line that was counted too early is taken back") { store in
            let first = CountedSource("access.log", content: 1, [pull, other])
            _ = try store.commit([first])
            var second = CountedSource("access.log", content: 2, [pull])
            second.table.fold(CountedSource("", content: 0, [other]).table, takingBack: true)
            second.continues = first.row.identity
            _ = try store.commit([second])
            let sums = try store.sums(NamedSumQuery(.pairs, by: [.repository]))
            try equal(sums.map { [$0.names[0], "\($0.sum.requests)"] }, [["pause", "2"]], "pairs")
        },
        StoreRule("what was taken back whole leaves no first and last time behind") { store in
            let early = CountedSource("a.log", content: 1, [other])
            _ = try store.commit([early])
            var none = CountedSource("a.log", content: 1, [], settings: "others")
            none.row.identity = early.row.identity
            none.table.fold(early.table, takingBack: true)
            none.replaces = true
            _ = try store.commit([none])
            try equal(try store.days(), nil, "days")
            let late = other.with { $0.hour = 23 }
            _ = try store.commit([CountedSource("b.log", content: 2, [late])])
            let sums = try store.sums(NamedSumQuery(.images, by: []))
            try equal(sums.map(\.sum.first), [late.time], "first seen")
        },
    ]

    private static func reject(_ reason: String, lines: ClosedRange<Int64>) -> RejectCount {
        RejectCount(
            reason: reason,
            count: Int64(lines.count),
            samples: lines.map { RejectCount.Sample(line: $0, byte: $0 * 100, text: "line \($0)") }
        )
    }
}
