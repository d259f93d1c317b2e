import Registry

/// What one client asked of one repository on one day, at both ends of the move, as far as it may be stuck.
///
/// A kubelet that can't pull an image tries again and again, waiting longer each time, 300 s at most.
///
/// https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
struct StuckDay {
    /// Requests that the old endpoint answered by a redirect.
    var redirected: Int64 = 0
    /// Requests that arrived at the new endpoint.
    var arrived: Int64 = 0
    /// Requests for manifests that either end refused by 4xx.
    var refused: Int64 = 0
    /// Pulls, by the definition `session`, at either end.
    var pulls: Int64 = 0
    /// The repository's number under the name that was asked for: the old one, where the old endpoint was asked.
    var asked: Int64 = 0
    /// Seconds since 1970, UTC.
    var first: Int64 = .max
    var last: Int64 = .min

    /// Tries in a day that no client makes that is not stuck.
    static let fewest: Int64 = 10
    /// Seconds between tries, on the mean: a little more than the longest wait, since a try takes a while itself; and less
    /// than two requests of one try are apart.
    static let spacing: ClosedRange<Double> = 5...330

    /// Tries that came to nothing: refused ones, and redirects that nobody followed.
    ///
    /// - Parameter knowsBothEnds: whether there are logs of both ends: without, nobody knows what arrived.
    func tries(knowsBothEnds: Bool) -> Int64 { refused + (knowsBothEnds ? max(0, redirected - arrived) : 0) }

    func isStuck(knowsBothEnds: Bool) -> Bool {
        let tries = tries(knowsBothEnds: knowsBothEnds)
        guard pulls == 0, tries >= Self.fewest else { return false }
        return Self.spacing.contains(Double(last - first) / Double(tries - 1))
    }

    /// - Parameter row: a sum of pairs by day, client and repository.
    mutating func add(_ row: SumRow, at role: Role) {
        if role == .legacy { redirected += row.redirected } else { arrived += row.requests }
        refused += row.refused
        pulls += row.sessions
        if role == .legacy || asked == 0 { asked = row.values[2] }
        first = min(first, row.first)
        last = max(last, row.last)
    }
}
