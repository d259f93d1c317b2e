import Synchronization
package import Traffic

/// A store without a file: the obvious way to keep and add up, which other stores are compared with.
package final class MemoryStore: Store {
    private let state = Mutex(State())

    struct State {
        var version: Int64 = 0
        var table = TrafficTable()
        var sources: [Source] = []
        var failed: [LedgerRow] = []
        var texts: [TextKey: String] = [:]
        /// When the last source of a day was read.
        var readAt: [Int32: Int64] = [:]
        var forgotten: Set<Int32> = []
    }

    struct Source {
        var row: LedgerRow
        var family: String
        var canGrow: Bool
        var mark: FileMark?
        var settings: String
        var openLine: Int64
        var identities: Set<Identity>
        var rejects: [RejectCount]
    }

    package init() {}

    /// The time limit is for stores that read from a disk.
    package func snapshot<Value>(timeLimit: Duration?, _ body: (any Store) throws -> Value) throws -> Value {
        let copy = MemoryStore()
        let now = state.withLock(\.self)
        copy.state.withLock { $0 = now }
        return try body(copy)
    }

    package func version() -> Int64 { state.withLock { $0.version } }

    package var isBeingWritten: Bool { false }

    package func start(name: String, family: String, mark: FileMark?) -> LedgerStart {
        state.withLock { state in
            let same = state.sources.last { $0.row.name == name && mark != nil && $0.mark == mark }
            let growing = state.sources.compactMap { source -> LedgerStart.Beginning? in
                guard source.family == family, source.canGrow, let identity = source.row.identity else { return nil }
                return LedgerStart.Beginning(
                    identity: identity,
                    openLine: source.openLine,
                    settings: source.settings,
                    row: source.row
                )
            }
            return LedgerStart(unchanged: same.map { ($0.row, $0.settings) }, beginnings: growing)
        }
    }

    package func settings(of identity: Identity) -> String? {
        state.withLock { $0.sources.first { $0.identities.contains(identity) }?.settings }
    }

    package func commit(_ sources: [CountedSource]) throws(StoreError) -> [LedgerRow] {
        let outcome: Result<[LedgerRow], StoreError> = state.withLock { state in
            var next = state
            var rows: [LedgerRow] = []
            for source in sources {
                switch next.commit(source) {
                case .success(let row): rows.append(row)
                case .failure(let error): return .failure(error)
                }
            }
            state = next
            state.version += 1
            return .success(rows)
        }
        return try outcome.get()
    }

    package func note(failed rows: [LedgerRow]) {
        state.withLock { state in
            state.version += 1
            for row in rows {
                state.failed.removeAll { $0.name == row.name }
                state.failed.append(row)
            }
        }
    }

    package func forgetClients(readBefore time: Int64) {
        state.withLock { state in
            state.version += 1
            for (day, read) in state.readAt where read < time && !state.forgotten.contains(day) {
                state.forgotten.insert(day)
                state.table.forgetClients(ofDay: day)
            }
        }
    }

    package func sums(_ query: SumQuery) -> SumTable {
        state.withLock { $0.table.sums(query) }
    }

    package func facts(_ query: SumQuery, _ body: ([Int64]) -> Void) {
        for row in sums(query) {
            body(query.by.indices.map { row.values[$0] } + query.measures.map { row[$0] })
        }
    }

    package func days() -> ClosedRange<Int32>? {
        state.withLock { state in
            let days = state.table.days
            guard let first = days.min(), let last = days.max() else { return nil }
            return first...last
        }
    }

    package func daysWithoutSessions(among days: ClosedRange<Int32>) -> [Int32] { [] }

    package func sites() -> [(id: Int64, name: SiteName)] {
        state.withLock { state in state.table.sites.names.enumerated().map { (Int64($0.offset), $0.element) } }
    }

    package func agents() -> [Int64: String] { state.withLock { numbered($0.table.agents.names) } }
    package func repositories() -> [Int64: String] { state.withLock { numbered($0.table.repositories.names) } }
    package func tags() -> [Int64: String] { state.withLock { numbered($0.table.tags.names) } }

    package func ledger() -> [LedgerRow] {
        state.withLock { state in (state.sources.map(\.row) + state.failed).sorted { $0.name < $1.name } }
    }

    package func rejects() -> [(source: String, reject: RejectCount)] {
        state.withLock { state in
            state.sources.sorted { $0.row.name < $1.row.name }.flatMap { source in
                source.rejects.sorted { $0.reason < $1.reason }.map { (source.row.name, $0) }
            }
        }
    }

    package func text(_ key: TextKey) -> String? { state.withLock { $0.texts[key] } }
    package func setText(_ key: TextKey, _ text: String) {
        state.withLock { state in
            state.version += 1
            state.texts[key] = text
        }
    }
}

private func numbered(_ names: [String]) -> [Int64: String] {
    Dictionary(uniqueKeysWithValues: names.enumerated().map { (Int64($0.offset), $0.element) })
}
