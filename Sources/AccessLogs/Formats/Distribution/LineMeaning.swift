/// What a line is about that may be one of several about the same request, beside what its record says.
enum LineMeaning: BitwiseCopyable {
    /// A request: who says so, when it was, when the line was written (in milliseconds), and where it failed, a
    /// fingerprint of its id.
    case request(RepeatFinder.Rank, RequestWindow, clock: Int64, failure: UInt64?)
    /// A message that is no request, and when it was written.
    case message(clock: Int64)
    case reject(RejectReason, at: Int)
    /// An empty request line, and the like.
    case nothing
}

extension RepeatFinder {
    /// Says what becomes of a line, by what it means and by the lines before it.
    mutating func judge(
        _ meaning: LineMeaning,
        _ record: Record,
        _ bytes: Span<UInt8>,
        _ line: Range<Int>
    ) -> LineOutcome {
        switch meaning {
        case .request(let rank, let window, let clock, let failure):
            advance(to: clock)
            if rank == .logrus, isSameFailure(failure) {
                return .skipped
            }
            // Only behind another server is a manifest asked for by another name.
            let key = RequestKey(record, bytes, anyReference: highest == .front)
            return take(rank, key, window, bytes, line)
        case .message(let clock):
            advance(to: clock)
            return .skipped
        case .reject(let reason, let offset): return .reject(reason, at: offset)
        case .nothing: return .skipped
        }
    }
}
