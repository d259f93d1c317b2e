import EbbTesting
import Foundation
import Ingest
import Registry
import Store
import Testing

/// Kubernetes' move, which the generator writes the logs of.
let migration = Migration.kubernetes

func settings(
    host: String? = nil,
    format: String? = nil,
    migration: Migration = migration,
    privacy: Privacy = Privacy()
) -> Settings {
    Settings(migration: migration, privacy: privacy, host: host, format: format)
}

/// Ingests paths into a store.
@discardableResult
func ingest(
    _ paths: [String],
    into store: any Store,
    _ settings: Settings = settings(),
    jobs: Int = 1,
    memoryLimit: Int = 1 << 30,
    folder: String = NSTemporaryDirectory(),
    lineLimit: Int = 1 << 20,
    readSize: Int = 1 << 20,
    replaces: Bool = false
) async throws -> IngestRun.Report {
    let run = IngestRun(
        store: store,
        settings: settings,
        jobs: jobs,
        memoryLimit: memoryLimit,
        folder: folder,
        lineLimit: lineLimit,
        readSize: readSize,
        replaces: replaces
    )
    return try await run.run(SourceList(paths))
}

/// What the ledger says of sources, but for when, from which bytes on disk and under which name they were read.
struct LedgerState: Equatable {
    var format: String
    var status: LedgerRow.Status
    var identity: Identity?
    var lines: LedgerRow.Lines
    var times: ClosedRange<Int64>?

    init(_ row: LedgerRow) {
        format = row.format
        status = row.status
        identity = row.identity
        lines = row.lines
        times = row.times
    }
}

extension Store {
    /// The ledger in an order of its own.
    func ledgerStates() throws -> [LedgerState] {
        try ledger().map(LedgerState.init).sorted {
            ($0.identity?.text ?? "") < ($1.identity?.text ?? "")
        }
    }
}

/// Expects two stores to hold the same facts.
func expectSameFacts(
    _ store: any Store,
    _ other: any Store,
    _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(
        try FactSheet(store).differences(from: FactSheet(other)) == [],
        comment,
        sourceLocation: sourceLocation
    )
}

extension IngestRun.Report {
    var errors: [String] { rows.compactMap(\.error) }
    var statuses: [LedgerRow.Status] { rows.map(\.status) }
}
