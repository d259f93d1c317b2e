import Dispatch
import Foundation
import Ingest

/// Ctrl-C and SIGTERM: the first asks the run to end at its next chunk, the second ends the program at once.
struct Stopping {
    private let sources: [any DispatchSourceSignal]

    init(_ progress: IngestProgress) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler {
                if progress.isStopping { exit(128 + number) }
                say("\nStopping at the next chunk; what is whole is saved. Once more ends at once.")
                progress.stop()
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
    }
}
