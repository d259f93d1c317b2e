import Registry
import Store
import Traffic

extension StoreRule {
    static let forgetting: [StoreRule] = [
        StoreRule("forgotten clients are gone; sums and daily distinct numbers stay") { store in
            var draw = Draw(11)
            _ = try store.commit([randomSource(1, &draw), randomSource(2, &draw)])
            let before = try Forgettable(store)
            try store.forgetClients(readBefore: 1_700_000_000)
            try equal(try Forgettable(store).clients, before.clients, "clients of days that are young enough")
            try store.forgetClients(readBefore: 1_700_000_001)
            let after = try Forgettable(store)
            try equal(after.sums, before.sums, "sums")
            try equal(after.clientsByDay, before.clientsByDay, "distinct clients by day")
            try equal(after.joined, before.joined, "what each client of a day did")
            try equal(after.clients.filter { !isForgotten($0) }, [], "addresses that are left")
            try store.forgetClients(readBefore: 1_700_000_001)
            try equal(try Forgettable(store).clients, after.clients, "clients after forgetting twice")
        },
        StoreRule("a day that is read again later is forgotten again, later") { store in
            let old = ["192.0.2.1", "192.0.2.2"].map { address in pull.with { $0.client = address } }
            _ = try store.commit([CountedSource("a", content: 1, old)])
            try store.forgetClients(readBefore: 1_700_000_001)
            var late = CountedSource("b", content: 2, [pull, pull.with { $0.client = "192.0.2.7" }])
            late.row.ingestedAt = 1_700_000_500
            _ = try store.commit([late])
            try store.forgetClients(readBefore: 1_700_000_400)
            try equal(try Forgettable(store).clients.count { !isForgotten($0) }, 2, "addresses that are known")
            try store.forgetClients(readBefore: 1_700_000_501)
            let clients = try Forgettable(store).clients
            try equal(clients.count, 4, "clients; one that came again is a new one")
            try equal(clients.filter { !isForgotten($0) }, [], "addresses that are left")
            try equal(try requests(store), 4, "requests")
        },
        StoreRule("what was forgotten can't be taken back") { store in
            _ = try store.commit([CountedSource("a", content: 1, [pull])])
            try store.forgetClients(readBefore: 1_700_000_001)
            let before = try StoreState(store)
            var source = CountedSource("a", content: 1, [other], settings: "others")
            source.table.fold(CountedSource("", content: 1, [pull]).table, takingBack: true)
            source.replaces = true
            try refused(.refused, "taking back") { () throws(StoreError) in _ = try store.commit([source]) }
            try equal(try StoreState(store), before, "store")
        },
    ]

    private static func isForgotten(_ client: String) -> Bool {
        Int64(client).map { Client(id: UInt64(bitPattern: $0)).isForgotten } ?? false
    }

    /// What forgetting must keep, and what it must change.
    private struct Forgettable {
        var sums: Set<NamedSum>
        var clientsByDay: [String: Int]
        /// What the clients of each day did at each repository, without their names.
        var joined: [[String]]
        var clients: Set<String>

        init(_ store: any Store) throws(StoreError) {
            sums = try store.sums(NamedSumQuery(.pairs, by: [.day, .site, .repository]))
            let byDay = try store.sums(NamedSumQuery(.clients, by: [.day, .client]))
            clientsByDay = Dictionary(grouping: byDay) { $0.names[0] }.mapValues(\.count)
            var deeds: [String: [String]] = [:]
            for marginal in [Marginal.pairs, .handoffs] {
                for row in try store.sums(NamedSumQuery(marginal, by: [.day, .client, .repository])) {
                    deeds["\(row.names[0]) \(row.names[1])", default: []].append("\(row.names[2]) \(row.sum)")
                }
            }
            joined = deeds.values.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
            clients = Set(byDay.map { $0.names[1] })
            for marginal in [Marginal.pairs, .handoffs] {
                clients.formUnion(try store.sums(NamedSumQuery(marginal, by: [.client])).map { $0.names[0] })
            }
        }
    }
}
