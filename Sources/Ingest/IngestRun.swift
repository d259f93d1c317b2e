import Foundation
package import Registry
package import Store
import Synchronization
import Traffic

/// One run over many sources: each is read and counted by one worker, and saved as soon as it is whole.
package struct IngestRun: Sendable {
    /// What became of a run.
    package struct Report: Sendable {
        /// One row a source, in the order given.
        package var rows: [LedgerRow]
        /// Whether a source failed for want of a host: the caller has to name one.
        package var needsHost: Bool
        /// Hosts that no endpoint claims, with their requests.
        package var unrelatedHosts: [String: Int64]
        /// How often facts were moved out of the memory.
        package var spills: Int
    }

    let store: (any Store)?
    let settings: Settings
    let key: PrivacyKey?
    private let jobs: Int
    private let memoryLimit: Int
    private let folder: String
    let lineLimit: Int
    let readSize: Int
    private let configuration: String?
    private let replaces: Bool
    let progress: IngestProgress

    /// - Parameters:
    ///   - store: where to save; nil: count only.
    ///   - key: needed where the settings store keyed clients.
    ///   - jobs: sources that are read at a time.
    ///   - memoryLimit: bytes that the tables may take up; what is more goes to temporary files.
    ///   - folder: where temporary files are made; it should lie on a disk.
    ///   - lineLimit: bytes that a line may have.
    ///   - readSize: bytes that are asked for at a time.
    ///   - configuration: what the store keeps as the configuration in force, once nothing speaks against the run.
    ///   - replaces: whether to count known sources anew if their settings differ.
    package init(
        store: (any Store)?,
        settings: Settings,
        key: PrivacyKey? = nil,
        jobs: Int = 1,
        memoryLimit: Int = 1 << 30,
        folder: String = NSTemporaryDirectory(),
        lineLimit: Int = 1 << 20,
        readSize: Int = 1 << 18,
        configuration: String? = nil,
        replaces: Bool = false,
        progress: IngestProgress = IngestProgress()
    ) {
        self.store = store
        self.settings = settings
        self.key = key
        self.jobs = jobs
        self.memoryLimit = memoryLimit
        self.folder = folder
        self.lineLimit = lineLimit
        self.readSize = readSize
        self.configuration = configuration
        self.replaces = replaces
        self.progress = progress
    }

    /// Reads, counts and saves. A source that fails does not stop the others; a store that fails ends the run.
    package func run(_ sources: SourceList) async throws(StoreError) -> Report {
        try prepare()
        let board = Board(sources.paths)
        let workers = max(1, min(jobs, sources.paths.count))
        let memory = TableMemory(limit: memoryLimit, workers: workers, folder: folder)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<workers {
                group.addTask { work(board, memory, readsAhead: workers < jobs) }
            }
        }
        let state = board.state.withLock { $0 }
        if let error = state.storeError { throw error }
        let rows = state.rows.compactMap(\.self)
        // What was not there, or was stopped, is no source that anybody would look for later.
        try store?.note(failed: rows.filter { $0.status == .failed && !state.unnoted.contains($0.name) })
        let missing = sources.failures.map { failed($0.path, $0.error) }
        return Report(
            rows: rows + missing,
            needsHost: state.needsHost,
            unrelatedHosts: state.unrelatedHosts,
            spills: state.spills
        )
    }

    private func prepare() throws(StoreError) {
        guard let store else { return }
        let form = ClientForm(mode: settings.clientForm, rotation: settings.rotation).text
        if let earlier = try store.text(.clientForm), earlier != form {
            throw StoreError(
                .refused,
                "The store keeps clients in the form \"\(earlier)\", the configuration asks for \"\(form)\" "
                    + "(privacy.store). Both can't be joined: set it back, or ingest into a new store."
            )
        }
        try store.setText(.clientForm, form)
        if let configuration { try store.setText(.configuration, configuration) }
        try store.setText(.settings(fingerprint: settings.fingerprint), settings.json)
    }

    private func work(_ board: Board, _ memory: TableMemory, readsAhead: Bool) {
        var learned: Learned?
        while let source = board.take() {
            defer { board.end(source) }
            guard !progress.isStopping else { break }
            let (index, path) = (source.index, source.path)
            // A pipe may stay silent for long: what is whole should not wait for it.
            if FileKind(path: path) != .file { saveRest(board) }
            saveBeginnings(of: source, board)
            do {
                if let counted = try count(path, at: index, board, memory, readsAhead: readsAhead, &learned) {
                    save(counted, at: index, board, memory)
                }
            } catch {
                board.state.withLock { state in
                    state.rows[index] = failed(path, error)
                    if error.code == .noHost { state.needsHost = true }
                    if error.code == .cancelled || error.code == .notFound { state.unnoted.insert(path) }
                }
            }
            progress.addSource()
        }
        saveRest(board)
    }

    /// Counts a source, unless the ledger knows it as it is.
    private func count(
        _ path: String,
        at index: Int,
        _ board: Board,
        _ memory: TableMemory,
        readsAhead: Bool,
        _ learned: inout Learned?
    ) throws(SourceError) -> CountedSource? {
        let fingerprint = settings.fingerprint
        // Before the first byte: a file that grows meanwhile looks changed next time.
        let mark = FileMark(path: path)
        var start = LedgerStart()
        if let store {
            start = try atSource(path) { () throws(StoreError) in
                try store.start(name: path, family: logFamily(of: path), mark: mark)
            }
        }
        if let (row, settings) = start.unchanged {
            if settings == fingerprint {
                var row = row
                row.status = .alreadyIngested
                board.state.withLock { $0.rows[index] = row }
                return nil
            }
            if !replaces { throw SourceError(.otherSettings, LedgerRule.otherSettings(path).description) }
        }
        var counting = sourceCounting(path, settings, memory) { progress.add(bytes: $0, lines: $1) }
        counting.readsAhead = readsAhead
        var result = try counting.count(beginnings: start.beginnings, anew: replaces, &learned)
        result.source.mark = mark
        if let store, replaces || result.holdsBeginning, let old = try earlierState(of: result.source, start, in: store)
        {
            try takeBack(old, from: &result.source, memory, in: store)
        } else if let store, let identity = result.source.row.identity {
            let known = try atSource(path) { () throws(StoreError) in try store.settings(of: identity) }
            if let known, known != fingerprint {
                throw SourceError(.otherSettings, LedgerRule.otherSettings(path).description)
            }
        }
        result.source.table.compact()
        let hosts = result.unrelatedHosts
        board.state.withLock { $0.unrelatedHosts.merge(hosts) { $0 + $1 } }
        return result.source
    }

    /// How one source is counted under certain settings.
    func sourceCounting(
        _ path: String,
        _ settings: Settings,
        _ memory: TableMemory,
        progress: @escaping @Sendable (_ bytes: Int64, _ lines: Int64) -> Bool
    ) -> SourceCounting {
        SourceCounting(
            path: path,
            settings: settings,
            key: key,
            lineLimit: lineLimit,
            readSize: readSize,
            memory: memory,
            progress: progress
        )
    }
}
