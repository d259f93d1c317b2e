/// Finds the combined lines that repeat a logrus line of the same request.
///
/// The combined line says when the request started, in whole seconds, and the logrus line when it ended and how long
/// it took. They belong together where method, URI, status and bytes are the same and the start lies within a second
/// of the time from start to end. Each logrus line spends itself on one combined line. Either may come first, since
/// standard output and standard error are merged, so a combined line without a match waits until one can no longer be
/// expected. All of that depends on the lines and their order only, never on where chunks are cut.
struct RepeatFinder {
    /// How far apart the two lines may be: beyond both of these …
    private static let patience: Int64 = 2000
    private static let patienceLines = 64
    /// … or beyond this many lines, which limits the memory.
    private static let limitLines = 4096

    /// When something came, by the log's own clock (milliseconds) and by lines.
    private struct Arrival: BitwiseCopyable {
        var clock: Int64
        var line: Int
    }

    /// A logrus line that no combined line has been found for.
    private struct Completion: BitwiseCopyable {
        var key: RequestKey
        var start: Int64
        var end: Int64
        var arrival: Arrival

        func covers(_ second: Int64) -> Bool {
            // The second began up to 999 ms before the request did.
            second + 1999 >= start && second <= end + 1000
        }
    }

    /// A combined line that no logrus line has been found for, with a copy of its bytes.
    private struct Held {
        var key: RequestKey
        var second: Int64
        var arrival: Arrival
        var bytes: [UInt8]
    }

    private var completions = WaitingLine<Completion>()
    private var held = WaitingLine<Held>()
    private var settled: [UInt8] = []
    private var found = 0
    private var now = Arrival(clock: .min, line: 0)

    /// Counts a line, whatever it is, and gives up waiting where that has lasted too long.
    mutating func beginLine() {
        now.line += 1
        while let first = completions.first, isOver(first.arrival) {
            completions.removeFirst()
        }
        while let first = held.first, isOver(first.arrival) {
            settled += first.bytes
            held.removeFirst()
        }
    }

    /// Sets the clock forward; it never goes back.
    mutating func advance(to milliseconds: Int64) {
        now.clock = Swift.max(now.clock, milliseconds)
    }

    private func isOver(_ arrival: Arrival) -> Bool {
        let lines = now.line - arrival.line
        return lines > Self.limitLines
            || lines > Self.patienceLines
                && now.clock.subtractingReportingOverflow(arrival.clock).partialValue
                    > Self.patience
    }

    /// Takes a logrus line, which repeats a combined line that waits, or waits for one itself.
    mutating func complete(_ key: RequestKey, end: Int64, duration: Int64) {
        let completion = Completion(key: key, start: end - duration, end: end, arrival: now)
        if held.removeFirst(where: { $0.key == key && completion.covers($0.second) }) {
            found += 1
        } else {
            completions.append(completion)
        }
    }

    /// Whether a combined line repeats a logrus line that came before it. If not, it waits.
    mutating func isRepeat(_ key: RequestKey, start second: Int64, _ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        if completions.removeFirst(where: { $0.key == key && $0.covers(second) }) {
            return true
        }
        var copy: [UInt8] = []
        copy.reserveCapacity(line.count + 1)
        for index in line {
            copy.append(bytes[index])
        }
        copy.append(UInt8(ascii: "\n"))
        held.append(Held(key: key, second: second, arrival: now, bytes: copy))
        return false
    }

    /// How many lines that had been held back turned out to be repeats, since the last call.
    mutating func takeFound() -> Int {
        defer { found = 0 }
        return found
    }

    /// The lines that turned out to be no repeats, since the last call; at the end, all that still wait.
    mutating func takeSettled(atEnd: Bool) -> [UInt8] {
        if atEnd {
            while let first = held.first {
                settled += first.bytes
                held.removeFirst()
            }
        }
        defer { settled = [] }
        return settled
    }
}
