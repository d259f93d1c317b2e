import Foundation
import Registry
import Store
import Synchronization

extension IngestRun {
    /// What the workers of a run share.
    final class Board: Sendable {
        struct State: Sendable {
            var rows: [LedgerRow?]
            var needsHost = false
            /// Sources whose failure is not worth remembering.
            var unnoted: Set<String> = []
            var unrelatedHosts: [String: Int64] = [:]
            var storeError: StoreError?
            /// Sources that wait to be saved, with their place in the run.
            var waiting: [(index: Int, source: CountedSource)] = []
            var isSaving = false
        }

        let state: Mutex<State>
        private let next = Atomic<Int>(0)
        private let count: Int

        init(count: Int) {
            self.count = count
            state = Mutex(State(rows: Array(repeating: nil, count: count)))
        }

        /// The next source to read; nil: none is left, or the run is over.
        func take() -> Int? {
            guard state.withLock({ $0.storeError == nil }) else { return nil }
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            return index < count ? index : nil
        }
    }

    /// Saves a source together with all that wait meanwhile: while one worker saves, the others count on.
    func save(_ source: CountedSource, at index: Int, _ board: Board) {
        let isFirst = board.state.withLock { state in
            state.waiting.append((index, source))
            defer { state.isSaving = true }
            return !state.isSaving
        }
        guard isFirst else { return }
        while true {
            let group = board.state.withLock { state in
                let group = nextGroup(&state.waiting)
                if group.isEmpty { state.isSaving = false }
                return group
            }
            if group.isEmpty { return }
            let outcome = Result { () throws(StoreError) in try rows(saving: group.map(\.source)) }
            board.state.withLock { state in
                switch outcome {
                case .success(let rows):
                    for (place, row) in zip(group, rows) { state.rows[place.index] = row }
                case .failure(let error) where error.code == .refused || error.code == .busy && group.count == 1:
                    for place in group {
                        state.rows[place.index] = failed(
                            place.source.row.name,
                            SourceError(.otherSettings, error.description)
                        )
                    }
                case .failure(let error):
                    state.storeError = error
                }
            }
        }
    }

    private func rows(saving sources: [CountedSource]) throws(StoreError) -> [LedgerRow] {
        guard let store else { return sources.map(\.row) }
        return try store.commit(sources)
    }

    /// Sources that take something back go alone, so that what is wrong with one is no other's fault.
    private func nextGroup(
        _ waiting: inout [(index: Int, source: CountedSource)]
    ) -> [(index: Int, source: CountedSource)] {
        let takesBack = { (place: (index: Int, source: CountedSource)) in
            place.source.replaces || place.source.continues != nil
        }
        let count = waiting.first.map(takesBack) == true ? 1 : waiting.prefix { !takesBack($0) }.count
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }

    /// The row of a source that came to nothing.
    func failed(_ path: String, _ error: SourceError) -> LedgerRow {
        var row = LedgerRow(name: path, status: .failed)
        row.error = error.description
        row.ingestedAt = Int64(Date().timeIntervalSince1970)
        return row
    }
}
