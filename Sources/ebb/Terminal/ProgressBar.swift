import Dispatch
import Foundation
import Ingest

/// A line on the terminal that says how far a run is. Writes nothing where standard error is no terminal.
struct ProgressBar {
    private let timer: (any DispatchSourceTimer)?

    init(_ progress: IngestProgress, _ sources: SourceList) {
        guard Screen.errorIsTerminal else {
            timer = nil
            return
        }
        let begin = ContinuousClock.now
        let (size, count) = (sources.size, sources.paths.count)
        let timer = DispatchSource.makeTimerSource(queue: .global(qos: .userInteractive))
        timer.schedule(deadline: .now() + 0.2, repeating: 0.1)
        timer.setEventHandler {
            let seconds = (ContinuousClock.now - begin).seconds
            let line = Self.line(progress, size: size, count: count, seconds: seconds)
            FileHandle.standardError.write(Data(("\r\u{1B}[K" + line).utf8))
        }
        timer.resume()
        self.timer = timer
    }

    /// Takes the line away.
    func end() {
        guard let timer else { return }
        timer.cancel()
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }

    private static func line(_ progress: IngestProgress, size: Int64?, count: Int, seconds: Double) -> String {
        let bytes = progress.bytes
        let speed = "\(Figure.count(Int64(Double(progress.lines) / max(seconds, 0.001)))) lines/s"
        let files = "\(progress.sources)/\(count) sources"
        guard let size, size > 0 else { return "\(Figure.bytes(bytes))  \(speed)  \(files)" }
        let share = min(1, Double(bytes) / Double(size))
        let full = Int(share * 24)
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 24 - full)
        let left = share > 0.01 ? "  \(Figure.duration(seconds / share - seconds)) left" : ""
        return
            "\(bar) \(Figure.share(share))  \(Figure.bytes(bytes)) of \(Figure.bytes(size))  \(speed)  \(files)\(left)"
    }
}
