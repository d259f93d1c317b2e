import Registry

/// What a row of progress counts, in the unit of its measure.
struct ProgressCounts {
    /// At the current endpoints.
    var ways = Ways()
    /// By the legacy endpoints themselves.
    var served: Int64 = 0
    /// Redirects that nobody followed.
    var lost: Int64 = 0

    /// What still goes through the old endpoint, or may.
    var left: Int64 { served + ways.followed + ways.unknown }
    var all: Int64 { left + ways.direct }

    static func += (sum: inout Self, other: Self) {
        sum.ways += other.ways
        sum.served += other.served
        sum.lost += other.lost
    }

    mutating func add(_ count: Int64, _ way: ProgressWay) {
        switch way {
        case .direct: ways.direct += count
        case .followed: ways.followed += count
        case .unknown: ways.unknown += count
        case .served: served += count
        case .lost: lost += count
        }
    }
}

/// How something came, or what became of it.
enum ProgressWay: Int, CaseIterable {
    case direct, followed, unknown, served, lost

    /// nil: not counted.
    init?(_ via: Via) {
        switch via {
        case .direct, .mirrorConfigured: self = .direct
        case .followed: self = .followed
        case .unknown: self = .unknown
        case .none: return nil
        }
    }
}
