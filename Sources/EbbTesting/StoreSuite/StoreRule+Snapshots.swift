import Store
import Traffic

extension StoreRule {
    static let snapshots: [StoreRule] = [
        StoreRule("a snapshot does not see what is committed meanwhile") { store in
            _ = try store.commit([CountedSource("a.log", content: 1, [pull])])
            try store.snapshot(timeLimit: nil) { snapshot in
                // The first reading fixes the state.
                let version = try snapshot.version()
                _ = try store.commit([CountedSource("b.log", content: 2, [pull, pull])])
                try equal(try requests(snapshot), 1, "requests in the snapshot")
                try equal(try snapshot.ledger().count, 1, "sources in the snapshot")
                try equal(try snapshot.version(), version, "version in the snapshot")
            }
            try equal(try requests(store), 3, "requests after it")
        },
        StoreRule("an error in a snapshot reaches its asker") { store in
            try refused(.refused, "snapshot") { () throws(StoreError) in
                do {
                    try store.snapshot(timeLimit: .seconds(60)) { _ in throw StoreError(.refused, "no") }
                } catch let error as StoreError {
                    throw error
                } catch {
                    throw StoreError(.failed, "\(error)")
                }
            }
        },
        StoreRule("every change of what answers show is a new version, and reading is none") { store in
            var versions = [try store.version()]
            _ = try store.commit([CountedSource("a.log", content: 1, [pull])])
            versions.append(try store.version())
            try store.note(failed: [LedgerRow(name: "b.log", status: .failed)])
            versions.append(try store.version())
            try store.setText(.configuration, "preset: bitnami")
            versions.append(try store.version())
            try store.forgetClients(readBefore: .max)
            versions.append(try store.version())
            try equal(versions, Set(versions).sorted(), "versions")
            _ = try store.ledger()
            _ = try requests(store)
            try equal(try store.version(), versions[versions.count - 1], "version after reading")
        },
    ]
}
