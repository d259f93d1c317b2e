import Store

extension StoreRule {
    static let failures: [StoreRule] = [
        StoreRule("a source that failed is noted once, until it is read under its name") { store in
            try store.note(failed: [failed("a.log", "first"), failed("b.log", "b")])
            try store.note(failed: [failed("a.log", "second")])
            try equal(try store.ledger(), [failed("a.log", "second"), failed("b.log", "b")], "ledger")
            let source = CountedSource("a.log", content: 1, [pull])
            _ = try store.commit([source])
            try equal(try store.ledger(), [source.row, failed("b.log", "b")], "ledger")
            try equal(
                try store.commit([CountedSource("b.log", content: 1, [pull])])[0].status,
                .alreadyIngested,
                "b.log"
            )
            try equal(try store.ledger(), [source.row], "ledger, when both could be read")
        },
        StoreRule("a source that was read and fails later stands twice") { store in
            let source = CountedSource("a.log", content: 1, [pull])
            _ = try store.commit([source])
            try store.note(failed: [failed("a.log", "gone")])
            try equal(try store.ledger(), [source.row, failed("a.log", "gone")], "ledger")
            try equal(try requests(store), 1, "requests")
        },
        StoreRule("rejected lines stand by source and reason") { store in
            var one = CountedSource("b.log", content: 1, [pull])
            one.rejects = ["z", "it's \"quoted\"; DROP TABLE reject", "a"].map {
                RejectCount(reason: $0, count: 2, samples: [.init(line: 1, byte: 0, text: "\($0) 💥")])
            }
            var two = CountedSource("a.log", content: 2, [pull])
            two.rejects = [RejectCount(reason: "z", count: .max, samples: [])]
            _ = try store.commit([one, two])
            let found = try store.rejects()
            try equal(found.map(\.source), ["a.log", "b.log", "b.log", "b.log"], "sources")
            try equal(found.map(\.reject), two.rejects + one.rejects.sorted { $0.reason < $1.reason }, "rejects")
        },
        StoreRule("no rows are asked for: nothing happens") { store in
            try equal(try store.commit([]), [], "commit")
            try store.note(failed: [])
            try equal(try store.ledger(), [], "ledger")
        },
    ]

    static let texts: [StoreRule] = [
        StoreRule("a text is what was put last under its key") { store in
            let long = String(repeating: "0123456789", count: 100_000)
            let keys: [(TextKey, String)] = [
                (.configuration, long), (.clientForm, "it's \"so\"; DROP TABLE text; -- 💥\n\t"),
                (.settings(fingerprint: "a"), ""), (.settings(fingerprint: "a'b"), "b"),
            ]
            for (key, _) in keys { try equal(try store.text(key), nil, "\(key)") }
            for (key, text) in keys {
                try store.setText(key, "before")
                try store.setText(key, text)
            }
            for (key, text) in keys { try equal(try store.text(key), text, "\(key)") }
        },
        StoreRule("names are kept byte for byte") { store in
            let names = [
                "it's", "\"quoted\"", "'; DROP TABLE images; --", "nul\0in the middle", "nul\0elsewhere", "💥 👩‍👩‍👧",
                "\u{202E}bidi", "e\u{301} decomposed", "%s %d \\", "a\nb\r\nc\td", "", "-", "NULL", "0", "1e3", " ",
                String(repeating: "x", count: 5_000),
            ]
            let requests = names.map { name in
                pull.with {
                    $0.agent = name
                    $0.repository = name
                    $0.tag = name
                }
            }
            _ = try store.commit([CountedSource("it's \"a\" log; --", content: 1, requests)])
            _ = try store.commit([CountedSource("b", content: 2, requests)])
            for (found, column) in [(try store.agents(), Column.agent), (try store.repositories(), .repository)] {
                try equal(Set(found.values.map { Array($0.utf8) }), Set(names.map { Array($0.utf8) }), "\(column)")
                let marginal = column == .agent ? Marginal.clients : .images
                let sums = try store.sums(NamedSumQuery(marginal, by: [column]))
                try equal(sums.count, names.count, "sums by \(column)")
                try equal(Set(sums.map(\.sum.requests)), [2], "requests by \(column)")
            }
            try equal(Set(try store.tags().values), Set(names), "tags")
            try equal(try store.ledger().map(\.name), ["b", "it's \"a\" log; --"], "ledger")
        },
        StoreRule("number 0 is the absent name") { store in
            _ = try store.commit([CountedSource("a", content: 1, [pull.with { $0.repository = "" }])])
            for names in [try store.agents(), try store.repositories(), try store.tags()] {
                try equal(names[0], "", "number 0")
            }
        },
    ]

    private static func failed(_ name: String, _ error: String) -> LedgerRow {
        var row = LedgerRow(name: name, status: .failed)
        row.error = error
        row.format = "combined"
        row.bytesRead = 12
        row.ingestedAt = 1_700_000_000
        return row
    }
}
