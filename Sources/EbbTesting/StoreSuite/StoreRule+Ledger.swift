import Store
import Traffic

extension StoreRule {
    static let ledger: [StoreRule] = [
        StoreRule("an empty store has nothing, and says so") { store in
            try equal(try store.ledger(), [], "ledger")
            try equal(try store.rejects().count, 0, "rejects")
            try equal(try store.days(), nil, "days")
            try equal(try store.sites().count, 0, "sites")
            for names in [try store.agents(), try store.repositories(), try store.tags()] {
                try equal(names.filter { $0.value != "" }, [:], "names")
            }
            for marginal in Marginal.allCases {
                try equal(try store.sums(NamedSumQuery(marginal, by: marginal.columns)), [], "\(marginal)")
                try equal(try store.sums(NamedSumQuery(marginal, by: [])), [], "\(marginal) by nothing")
            }
            try store.forgetClients(readBefore: .max)
        },
        StoreRule("a new source is entered as it is, and its facts are kept") { store in
            let source = CountedSource("a.log", content: 1, [pull, pull.with { $0.hour = 3 }])
            try equal(try store.commit([source]), [source.row], "row")
            try equal(try store.ledger(), [source.row], "ledger")
            try equal(try store.settings(of: identity(1, 2)), "settings", "settings")
            try equal(try store.settings(of: identity(9, 2)), nil, "settings of what is not known")
            let day = Int32(pull.time / 86_400)
            try equal(try store.days(), day...day, "days")
            try equal(try requests(store), 2, "requests")
        },
        StoreRule("known content changes nothing, whatever it is called") { store in
            _ = try store.commit([CountedSource("a.log", content: 1, [pull])])
            let before = try StoreState(store)
            let again = try store.commit([
                CountedSource("a.log", content: 1, [pull]), CountedSource("b.log", content: 1, [pull]),
            ])
            try equal(again.map(\.status), [.alreadyIngested, .alreadyIngested], "status")
            try equal(again.map(\.name), ["a.log", "b.log"], "names")
            try equal(try StoreState(store), before, "store")
        },
        StoreRule("the same content twice in one commit counts once") { store in
            let rows = try store.commit([
                CountedSource("a.log", content: 1, [pull]), CountedSource("b.log", content: 1, [pull]),
            ])
            try equal(rows.map(\.status), [.ingested, .alreadyIngested], "status")
            try equal(try requests(store), 1, "requests")
        },
        StoreRule("other settings are refused, and nothing of the commit is kept") { store in
            _ = try store.commit([CountedSource("a.log", content: 1, [pull])])
            let before = try StoreState(store)
            try refused(.refused, "other settings") { () throws(StoreError) in
                _ = try store.commit([
                    CountedSource("b.log", content: 2, [pull]),
                    CountedSource("a.log", content: 1, [pull], settings: "others"),
                ])
            }
            try equal(try StoreState(store), before, "store")
            try equal(try store.settings(of: identity(2, 1)), nil, "settings of the source before")
        },
        StoreRule("a source that is replaced stands under its new settings, with the difference") { store in
            _ = try store.commit([
                CountedSource("a.log", content: 1, [pull, other]), CountedSource("b", content: 2, [pull]),
            ])
            var source = CountedSource("a.log", content: 1, [pull, pull], settings: "others")
            source.table.fold(CountedSource("", content: 1, [pull, other]).table, takingBack: true)
            source.replaces = true
            source.rejects = [RejectCount(reason: "new", count: 1, samples: [])]
            try equal(try store.commit([source]).map(\.status), [.ingested], "status")
            try equal(try store.settings(of: identity(1, 2)), "others", "settings")
            try equal(try store.rejects().map(\.reject), source.rejects, "rejects")
            let sums = try store.sums(NamedSumQuery(.images, by: [.repository]))
            try equal(sums.map { [$0.names[0], "\($0.sum.requests)"] }, [["pause", "3"]], "images")
        },
        StoreRule("what was never counted can't be taken back") { store in
            _ = try store.commit([CountedSource("a.log", content: 1, [pull])])
            let before = try StoreState(store)
            for wrong in [other, pull.with { $0.client = "192.0.2.99" }, pull.with { $0.hour = 9 }] {
                var source = CountedSource("a.log", content: 1, [pull], settings: "others")
                source.table.fold(CountedSource("", content: 1, [wrong]).table, takingBack: true)
                source.replaces = true
                try refused(.refused, "\(wrong)") { () throws(StoreError) in _ = try store.commit([source]) }
                try equal(try StoreState(store), before, "store")
            }
        },
        StoreRule("an unchanged file is known by its mark, under its own name only") { store in
            let mark = FileMark(size: 7, modified: 1_700_000_000_123_456_789, trailer: .max)
            _ = try store.commit([CountedSource("a.log", content: 1, [pull])])
            try equal(try store.start(name: "a.log", family: "a.log", mark: mark).unchanged?.row, nil, "no mark yet")
            var again = CountedSource("a.log", content: 1, [pull])
            again.mark = mark
            _ = try store.commit([again])
            let start = try store.start(name: "a.log", family: "a.log", mark: mark)
            try equal(start.unchanged?.row.identity, again.row.identity, "mark")
            try equal(start.unchanged?.settings, "settings", "settings")
            for (name, mark) in [
                ("b.log", mark), ("a.log", FileMark(size: 8, modified: mark.modified, trailer: mark.trailer)),
                ("a.log", nil),
            ] {
                try equal(try store.start(name: name, family: "a.log", mark: mark).unchanged?.row, nil, "another mark")
            }
        },
    ]

    static let pull = MadeRequest("2023-03-20", "old.example").with { $0.bytes = 10 }
    static let other = pull.with { $0.repository = "etcd" }

    static func identity(_ content: UInt64, _ requests: Int64) -> Identity {
        Identity(length: requests * 100, high: content, low: ~content)
    }

    /// The requests of the whole store; every marginal must have the same.
    static func requests(_ store: any Store) throws -> Int64 {
        let all = try [Marginal.hours, .images, .clients, .pairs].map { marginal in
            try store.sums(NamedSumQuery(marginal, by: [])).reduce(0) { $0 + $1.sum.requests }
        }
        try equal(Set(all).count, 1, "marginals with the same total, \(all)")
        return all[0]
    }
}
