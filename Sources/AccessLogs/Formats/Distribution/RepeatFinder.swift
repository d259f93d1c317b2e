/// Finds the lines that repeat what another line says of the same request.
///
/// A line belongs to a request of which all lines have the same key, come from servers of different ranks, and agree on
/// when it was (``RequestWindow``). The line of the highest rank is the request, all others are repeats. They come in
/// any order, since the servers' outputs are merged. One of the highest rank there can be is the request at once; any
/// other waits until a better one can no longer be expected, and then is the request itself. All of that depends on the
/// lines and their order only, never on where chunks are cut.
struct RepeatFinder {
    /// Who wrote a line; the higher, the more it knows.
    enum Rank: UInt8, BitwiseCopyable, Comparable {
        /// The combined line of the registry, which knows neither the host nor how long it took.
        case combined
        /// The logrus line of the registry.
        case logrus
        /// The line of the server in front of it, which knows the client.
        case front

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }

        fileprivate var bit: UInt8 { 1 << rawValue }
    }

    /// How far apart the lines of a request may be: beyond both of these …
    private static let patience: Int64 = 2000
    private static let patienceLines = 64
    /// … or beyond this many lines, which limits the memory.
    private static let limitLines = 4096

    /// When something came, by the log's own clock (milliseconds) and by lines.
    private struct Arrival: BitwiseCopyable {
        var clock: Int64
        var line: Int
    }

    /// The best line of a request so far.
    private struct Leader: BitwiseCopyable {
        var rank: Rank
        var window: RequestWindow
        /// The bits of the ranks that have been heard.
        var heard: UInt8
        var arrival: Arrival
        /// Its bytes in ``HeldLines``, where it waits for a better one; none where it is the request already.
        var copy: HeldLines.Place

        func accepts(_ rank: Rank, _ window: RequestWindow) -> Bool {
            self.rank > rank && heard & rank.bit == 0 && self.window.meets(window)
        }
    }

    /// The highest rank in this log.
    let highest: Rank
    /// In the order of their arrival, as their copies are.
    private var leaders = WaitingLine<Leader>()
    private var held = HeldLines()
    private var settled: [UInt8] = []
    private var found = 0
    private var now = Arrival(clock: .min, line: 0)
    /// The request that the last line about a failure was about.
    private var failure: UInt64?

    init(highest: Rank) {
        self.highest = highest
    }

    /// Counts a line, whatever it is, and gives up waiting where that has lasted too long.
    mutating func beginLine() {
        now.line += 1
        while let first = leaders.first, isOver(first.arrival) {
            settleFirst(first)
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

    /// Whether the line before was about the same failed request: the registry writes one for each of its errors.
    mutating func isSameFailure(_ failure: UInt64?) -> Bool {
        defer { self.failure = failure }
        return failure != nil && failure == self.failure
    }

    /// Takes a line about a request, and says what becomes of it.
    mutating func take(
        _ rank: Rank,
        _ key: RequestKey,
        _ window: RequestWindow,
        _ bytes: Span<UInt8>,
        _ line: Range<Int>
    ) -> LineOutcome {
        if let better = leaders.find(key.value, where: { $0.accepts(rank, window) }) {
            leaders[better].heard |= rank.bit
            removeIfComplete(better)
            return .skipped
        }
        var heard = rank.bit
        while let worse = leaders.find(
            key.value,
            where: { $0.rank < rank && $0.heard & heard == 0 && $0.window.meets(window) }
        ) {
            heard |= leaders[worse].heard
            leaders.remove(worse)
            found += 1
        }
        let isRequest = rank == highest
        guard !isRequest || heard != allBits else {
            return .record
        }
        leaders.append(
            Leader(
                rank: rank,
                window: window,
                heard: heard,
                arrival: now,
                copy: isRequest ? held.none : held.append(bytes, line)
            ),
            key: key.value
        )
        return isRequest ? .record : .held
    }

    private var allBits: UInt8 { highest.bit << 1 - 1 }

    private mutating func removeIfComplete(_ index: Int) {
        if leaders[index].heard == allBits {
            leaders.remove(index)
        }
    }

    private mutating func settleFirst(_ first: Leader) {
        held.move(first.copy, to: &settled)
        leaders.removeFirst()
        held.forget(before: leaders.first?.copy)
    }

    /// Counts the lines that had been held back and turned out to be repeats since the last call: as skipped.
    mutating func noteFound(in batch: inout Batch) {
        batch.skipped += found
        batch.lines += found
        found = 0
    }

    /// The lines that turned out to be no repeats, since the last call; at the end, all that still wait.
    mutating func takeSettled(atEnd: Bool) -> [UInt8] {
        if atEnd {
            while let first = leaders.first {
                settleFirst(first)
            }
        }
        held.forget(before: leaders.first?.copy)
        defer { settled = [] }
        return settled
    }
}
