import Registry

/// Pulls at `current` by the way they came.
struct Ways {
    var direct: Int64 = 0
    var followed: Int64 = 0
    var unknown: Int64 = 0

    mutating func add(_ pulls: Int64, via: Via) {
        switch via {
        // A mirror's configuration asks the new endpoint by itself: that client has moved.
        case .direct, .mirrorConfigured: direct += pulls
        case .followed: followed += pulls
        case .unknown: unknown += pulls
        case .none: break
        }
    }

    /// Moves pulls whose way was unknown to those that followed a redirect.
    mutating func settle(_ pulls: Int64) {
        let settled = min(unknown, pulls)
        unknown -= settled
        followed += settled
    }

    /// The share that came directly: at least those known to, at most the unknown as well.
    func progress(servedByLegacy: Int64, basis: Progress.Basis) -> Progress? {
        let all = Double(direct + followed + unknown + servedByLegacy)
        guard all > 0 else { return nil }
        return Progress(low: Double(direct) / all, high: Double(direct + unknown) / all, basis: basis)
    }
}
