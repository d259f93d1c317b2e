import EbbTesting
import Foundation
import Synchronization

/// One `ebb ingest` after the other into the same store, each of a log that is new to it.
final class RunningIngest: Sendable {
    private struct State {
        var isEnding = false
        var ended = 0
        var failure: String?
    }

    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)
    private let ebb: String
    private let store: String
    private let folder: URL

    /// How many ingests have ended well, and what stopped the others.
    var result: (ended: Int, failure: String?) { state.withLock { ($0.ended, $0.failure) } }

    /// - Parameters:
    ///   - day: of the scenario, counted from 1: what is read over and over.
    ///   - folder: gets the logs.
    init(ebb: String, store: String, scenario: Scenario, day: Int, folder: URL) throws {
        self.ebb = ebb
        self.store = store
        self.folder = folder
        try Data(Generator(scenario).lines(day: day)).write(to: folder.appendingPathComponent("day.log"))
        try run("/usr/bin/gzip", [folder.appendingPathComponent("day.log").path])
        Thread.detachNewThread { [self] in
            while !state.withLock(\.isEnding) { ingest() }
            done.signal()
        }
    }

    func end() {
        state.withLock { $0.isEnding = true }
        done.wait()
    }

    private func ingest() {
        let number = state.withLock { $0.ended + 1 }
        let log = folder.appendingPathComponent("day-\(number)-of-the-benchmark.log.gz")
        let tail = folder.appendingPathComponent("tail.log")
        do {
            // Blank lines at the end, more each time: another content, which the ledger does not know.
            try Data(repeating: UInt8(ascii: "\n"), count: number).write(to: tail)
            try run("/usr/bin/gzip", ["--force", tail.path])
            let bytes =
                try Data(contentsOf: folder.appendingPathComponent("day.log.gz"))
                + Data(contentsOf: URL(fileURLWithPath: tail.path + ".gz"))
            try bytes.write(to: log)
            try run(ebb, ["ingest", "--store", "sqlite:\(store)", log.path])
            try FileManager.default.removeItem(at: log)
            state.withLock { $0.ended += 1 }
        } catch {
            state.withLock { state in
                state.isEnding = true
                state.failure = "\(error)"
            }
        }
    }

    private func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchmarkError(
                "\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)"
            )
        }
    }
}
