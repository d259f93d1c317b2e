import Foundation
import Registry
import Store
import Synchronization
import Traffic

extension IngestRun {
    /// What the workers of a run share.
    final class Board: Sendable {
        struct State: Sendable {
            var rows: [LedgerRow?]
            /// The next source to read, as an index in the run's.
            var next = 0
            var underway: [Underway] = []
            var needsHost = false
            /// Sources whose failure is not worth remembering.
            var unnoted: Set<String> = []
            var unrelatedHosts: [String: Int64] = [:]
            var spills = 0
            var storeError: StoreError?
            /// Sources that wait to be saved, with their place in the run.
            var waiting: [(index: Int, source: CountedSource)] = []
            /// The families of logs that may grow, of those that wait or are being saved.
            var unsavedFamilies: [Int: String] = [:]
            /// Bytes of memory that these and those take up that are being saved.
            var unsavedSize = 0
            var waitingSince = ContinuousClock.now
            var isSaving = false
        }

        let state: Mutex<State>
        /// Held by who saves.
        let saving = Mutex(())
        private let paths: [String]

        init(_ paths: [String]) {
            self.paths = paths
            state = Mutex(State(rows: Array(repeating: nil, count: paths.count)))
        }

        /// The next source to read, once no earlier one is underway that it may go on from; nil: none is left, or the run
        /// is over. It is to be given back by ``end(_:)``.
        func take() -> Underway? {
            let taken = state.withLock { state -> (source: Underway, earlier: [Underway])? in
                guard state.storeError == nil, state.next < paths.count else { return nil }
                let source = Underway(index: state.next, path: paths[state.next])
                state.next += 1
                let earlier = state.underway
                state.underway.append(source)
                return (source, earlier)
            }
            guard let taken else { return nil }
            for earlier in taken.earlier where taken.source.mayShare(with: earlier) { earlier.end.wait() }
            return taken.source
        }

        func end(_ source: Underway) {
            state.withLock { $0.underway.removeAll { $0.index == source.index } }
            source.end.leave()
        }
    }

    /// Saves a source together with others: what is written together is added up in the memory first, and several hours
    /// of one day have much in common. It waits until there is enough of them, or ten seconds have passed; while one
    /// worker saves, the others count on, as long as what waits does not take up more than its share of the memory.
    func save(_ source: consuming CountedSource, at index: Int, _ board: Board, _ memory: TableMemory) {
        let mustSave = board.state.withLock { state in
            if state.waiting.isEmpty { state.waitingSince = .now }
            state.unsavedSize += source.table.size
            state.spills += source.parts.count
            if source.canGrow { state.unsavedFamilies[index] = source.family }
            state.waiting.append((index, source))
            let isEnough = state.unsavedSize > memory.ofGroup || state.waitingSince.duration(to: .now) > .seconds(10)
            return isEnough && !state.isSaving || state.unsavedSize > memory.share
        }
        if mustSave { saveRest(board) }
    }

    /// Saves all that waits where a log is among it that the source may be the continuation of, or waits until another
    /// worker has saved it: the ledger has to know it by then.
    func saveBeginnings(of source: Underway, _ board: Board) {
        if board.state.withLock({ $0.unsavedFamilies.values.contains(source.family) }) { saveRest(board) }
    }

    /// Saves all that waits.
    func saveRest(_ board: Board) {
        board.saving.withLock { _ in
            board.state.withLock { $0.isSaving = true }
            saveWaiting(board)
        }
    }

    private func saveWaiting(_ board: Board) {
        while true {
            let group = board.state.withLock { state in
                let group = nextGroup(&state.waiting)
                if group.isEmpty { state.isSaving = false }
                return group
            }
            if group.isEmpty { return }
            let outcome = Result { () throws(StoreError) in try rows(saving: group.map(\.source)) }
            board.state.withLock { state in
                state.unsavedSize -= group.reduce(0) { $0 + $1.source.table.size }
                for place in group { state.unsavedFamilies[place.index] = nil }
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

    /// Sources that take something back go alone, so that what is wrong with one is no other's fault; those that were
    /// spilled, so that nothing else is in the memory meanwhile.
    private func nextGroup(
        _ waiting: inout [(index: Int, source: CountedSource)]
    ) -> [(index: Int, source: CountedSource)] {
        let goesAlone = { (place: (index: Int, source: CountedSource)) in
            place.source.replaces || place.source.continues != nil || !place.source.parts.isEmpty
        }
        let count = waiting.first.map(goesAlone) == true ? 1 : waiting.prefix { !goesAlone($0) }.count
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
