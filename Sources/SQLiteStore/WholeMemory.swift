import Store
import Synchronization

/// Remembers small tables that every answer reads whole, as long as the store's version is the same.
final class WholeMemory: Sendable {
    enum Table: Hashable, Sendable {
        case ledger, stamps, sites
        case names(String)
    }

    private let state = Mutex<(version: Int64, tables: [Table: any Sendable])>((0, [:]))

    func table<Value: Sendable>(
        _ table: Table,
        at version: Int64,
        read: () throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let known = state.withLock { $0.version == version ? $0.tables[table] as? Value : nil }
        if let known { return known }
        let value = try read()
        state.withLock { state in
            if state.version != version { state = (version, [:]) }
            state.tables[table] = value
        }
        return value
    }
}
