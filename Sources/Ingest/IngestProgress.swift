import Synchronization

/// How far a run is: written by its workers chunk by chunk, read by whoever shows it or wants it to stop.
package final class IngestProgress: Sendable {
    private let bytesDone = Atomic<Int64>(0)
    private let linesDone = Atomic<Int64>(0)
    private let sourcesDone = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)

    package init() {}

    /// Bytes read, as they lie in the files.
    package var bytes: Int64 { bytesDone.load(ordering: .relaxed) }
    package var lines: Int64 { linesDone.load(ordering: .relaxed) }
    package var sources: Int { sourcesDone.load(ordering: .relaxed) }
    package var isStopping: Bool { stopping.load(ordering: .relaxed) }

    /// Asks the workers to end at their next chunk. Sources that are whole are saved.
    package func stop() { stopping.store(true, ordering: .relaxed) }

    /// - Returns: whether to go on.
    func add(bytes: Int64, lines: Int64) -> Bool {
        bytesDone.wrappingAdd(bytes, ordering: .relaxed)
        linesDone.wrappingAdd(lines, ordering: .relaxed)
        return !isStopping
    }

    func addSource() { sourcesDone.wrappingAdd(1, ordering: .relaxed) }
}
