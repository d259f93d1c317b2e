/// What is counted for a key. Sums may be negative on the way, while a line that was counted too early is taken back.
package protocol Measure: BitwiseCopyable, Hashable, Sendable {
    static func += (left: inout Self, right: Self)
    /// The measure with its sums multiplied; times stay.
    static func * (measure: Self, weight: Int64) -> Self
}

/// Requests, the body bytes that answered them, and the pulls that began with them.
package struct Volume: Measure {
    package var requests: Int64
    package var bytes: Int64
    /// Pulls by the definition `session`.
    package var sessions: Int64
    /// Pulls by the definition `complete`.
    package var complete: Int64

    package init(requests: Int64 = 0, bytes: Int64 = 0, sessions: Int64 = 0, complete: Int64 = 0) {
        self.requests = requests
        self.bytes = bytes
        self.sessions = sessions
        self.complete = complete
    }

    @inline(__always)
    package static func += (left: inout Volume, right: Volume) {
        left.requests += right.requests
        left.bytes += right.bytes
        left.sessions += right.sessions
        left.complete += right.complete
    }

    package static func * (volume: Volume, weight: Int64) -> Volume {
        Volume(
            requests: volume.requests * weight,
            bytes: volume.bytes * weight,
            sessions: volume.sessions * weight,
            complete: volume.complete * weight
        )
    }
}

/// A volume, and when it was seen first and last.
package struct SeenVolume: Measure {
    package var volume: Volume
    /// Seconds since 1970, UTC.
    package var first: Int64
    package var last: Int64

    package init(volume: Volume, first: Int64, last: Int64) {
        self.volume = volume
        self.first = first
        self.last = last
    }

    @inline(__always)
    package static func += (left: inout SeenVolume, right: SeenVolume) {
        left.volume += right.volume
        left.first = min(left.first, right.first)
        left.last = max(left.last, right.last)
    }

    package static func * (seen: SeenVolume, weight: Int64) -> SeenVolume {
        SeenVolume(volume: seen.volume * weight, first: seen.first, last: seen.last)
    }
}

/// What a client did.
package struct Activity: Measure {
    package var seen: SeenVolume
    /// Manifests got by GET and served, signatures excluded: pulls wherever this happened.
    package var served: Int64
    /// Manifests asked for by GET and redirected, signatures excluded: pulls where the endpoint is `current`.
    package var passedOn: Int64
    /// Requests of any kind that were answered by a redirect.
    package var redirected: Int64
    /// Requests for manifests that the server refused: denied, missing, throttled and other 4xx.
    package var refused: Int64

    package init(seen: SeenVolume, served: Int64, passedOn: Int64, redirected: Int64, refused: Int64) {
        self.seen = seen
        self.served = served
        self.passedOn = passedOn
        self.redirected = redirected
        self.refused = refused
    }

    @inline(__always)
    package static func += (left: inout Activity, right: Activity) {
        left.seen += right.seen
        left.served += right.served
        left.passedOn += right.passedOn
        left.redirected += right.redirected
        left.refused += right.refused
    }

    package static func * (activity: Activity, weight: Int64) -> Activity {
        Activity(
            seen: activity.seen * weight,
            served: activity.served * weight,
            passedOn: activity.passedOn * weight,
            redirected: activity.redirected * weight,
            refused: activity.refused * weight
        )
    }
}

/// Both ends of a redirect: how many were given at `legacy`, and what arrived at `current`.
package struct Handoff: Measure {
    /// Redirects given, at `legacy`.
    package var redirected: Int64
    /// Requests at `current` whose referer names a legacy host.
    package var followed: Int64
    /// Requests at `current` that may have followed a redirect without saying so.
    package var unknown: Int64
    /// Those of `unknown` that are pulls by the definition `manifest`.
    package var unknownPulls: Int64
    /// Pulls by the definitions `session` and `complete` that begin with one of `unknown`.
    package var unknownSessions: Int64
    package var unknownComplete: Int64

    package init(
        redirected: Int64 = 0,
        followed: Int64 = 0,
        unknown: Int64 = 0,
        unknownPulls: Int64 = 0,
        unknownSessions: Int64 = 0,
        unknownComplete: Int64 = 0
    ) {
        self.redirected = redirected
        self.followed = followed
        self.unknown = unknown
        self.unknownPulls = unknownPulls
        self.unknownSessions = unknownSessions
        self.unknownComplete = unknownComplete
    }

    @inline(__always)
    package static func += (left: inout Handoff, right: Handoff) {
        left.redirected += right.redirected
        left.followed += right.followed
        left.unknown += right.unknown
        left.unknownPulls += right.unknownPulls
        left.unknownSessions += right.unknownSessions
        left.unknownComplete += right.unknownComplete
    }

    package static func * (handoff: Handoff, weight: Int64) -> Handoff {
        Handoff(
            redirected: handoff.redirected * weight,
            followed: handoff.followed * weight,
            unknown: handoff.unknown * weight,
            unknownPulls: handoff.unknownPulls * weight,
            unknownSessions: handoff.unknownSessions * weight,
            unknownComplete: handoff.unknownComplete * weight
        )
    }
}
