import Dispatch
import Foundation
import Synchronization

/// A source's chunks, one after the other. Where there is a core to spare, a thread of its own reads some chunks ahead of
/// the one who counts them: inflating takes one core, counting another. Chunks are handed over with their buffers,
/// nothing is copied.
final class LineFeed: Sendable {
    /// One step, with the buffer that its ranges are of.
    struct Handed: Sendable {
        var step: Lines.Step
        var buffer: [UInt8]
        /// See ``Lines/offset`` and ``Lines/bytesRead``.
        var offset: Int64
        var bytesRead: Int64
    }

    private struct State {
        var handed: [Result<Handed, SourceError>] = []
        var free: [[UInt8]] = []
        var isCancelled = false
    }

    private let readsAhead: Bool
    private let bufferSize: Int
    private let lines: Mutex<Lines>
    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: 0)

    /// Chunks that wait at most: enough to smooth out what each takes, few enough to stay in the cache.
    private static let depth = 4

    init(_ lines: consuming sending Lines, readsAhead: Bool) {
        let size = lines.buffer.count
        bufferSize = size
        self.readsAhead = readsAhead
        self.lines = Mutex(lines)
        if readsAhead {
            for _ in 0..<Self.depth { free.signal() }
            Thread.detachNewThread { self.readOn() }
        }
    }

    /// The next step; waits for it. Not to be called again behind the last one, or an error. What was handed has to be
    /// given back.
    func next() throws(SourceError) -> Handed {
        guard readsAhead else { return try read() }
        filled.wait()
        return try state.withLock { $0.handed.removeFirst() }.get()
    }

    /// Takes the buffer back to be filled once more; the ranges of its step hold no longer.
    func giveBack(_ handed: inout Handed) {
        // Taken out of it, since a buffer that two hold is copied when one writes.
        var buffer: [UInt8] = []
        swap(&buffer, &handed.buffer)
        state.withLock { $0.free.append(buffer) }
        free.signal()
    }

    /// Ends the thread as soon as it can be, since nobody will ask for more.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        free.signal()
    }

    private func read() throws(SourceError) -> Handed {
        var buffer = state.withLock { $0.free.popLast() } ?? [UInt8](repeating: 0, count: bufferSize)
        return try lines.withLock { lines throws(SourceError) in
            let step = try lines.next()
            lines.exchange(&buffer)
            return Handed(step: step, buffer: buffer, offset: lines.offset, bytesRead: lines.bytesRead)
        }
    }

    private func readOn() {
        while true {
            free.wait()
            guard !state.withLock({ $0.isCancelled }) else { return }
            let handed = Result { () throws(SourceError) in try read() }
            state.withLock { $0.handed.append(handed) }
            filled.signal()
            guard case .success(let success) = handed else { return }
            if case .end = success.step { return }
        }
    }
}
