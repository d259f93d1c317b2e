import Registry

/// Groups the requests of one source, in the order of its lines, into sessions, and says which of them are pulls.
///
/// A session belongs to an address as logged, a user agent, a site and a repository. It begins with a request for a
/// manifest, and ends 60 s after that, when a tag look-up follows a blob, or when another tag is named. It is a pull where a
/// manifest was got, or looked up by digest, or where blobs follow a tag look-up; it is complete where a blob was got.
///
/// What it counts stands with the session's first request: its hour, its tag, the way it came. Docker names the tag
/// nowhere else.
///
/// https://docs.docker.com/docker-hub/repos/manage/trusted-content/insights-analytics/#image-pulls-action-classification-rules
package struct Sessions: Sendable {
    /// Seconds that a session lasts.
    package static let length: Int64 = 60
    /// Seconds by which lines may be out of order. Where the times jump further, back or ahead, all sessions end.
    package static let disorder: Int64 = 300

    private var open = OpenSessions()
    /// The time that the log has come to: seconds since 1970, UTC.
    private var clock: Int64 = 0
    /// Events that were grouped.
    private var number: Int64 = 0

    package init() {}

    /// Notes in the events of a chunk what sessions they begin. An event that stands for no request is added for each
    /// session that began in an earlier chunk and turns out to be a pull, or none, only now.
    package mutating func group(_ events: inout [Event]) {
        let count = events.count
        for index in 0..<count {
            guard let step = SessionStep(events[index]) else { continue }
            if events[index].count != 1 || events[index].peer == Client.unknown.id {
                // Sums have no order, and an unknown client is many.
                if step == .tagGot || step == .digestGot {
                    events[index].sessions = Int32(clamping: events[index].count)
                }
                continue
            }
            take(step, index, &events)
        }
        number += Int64(count)
    }

    @inline(__always)
    private mutating func take(_ step: SessionStep, _ index: Int, _ events: inout [Event]) {
        let event = events[index]
        follow(event.time)
        let key = OpenSessions.Key(
            peer: event.peer,
            site: event.site,
            agent: event.agent,
            repository: event.repository
        )
        let place = open.place(of: key, droppingBefore: clock - Self.disorder - Self.length)
        let found = open[place].flatMap { abs(event.time - $0.start) < Self.length ? $0 : nil }
        var session: OpenSessions.Session
        switch step {
        case .tagLookedUp, .tagGot:
            let goesOn = found.map { $0.tag == event.tag && !$0.hasBlobs && !$0.isPush } ?? false
            session = goesOn ? found ?? begin(key, event, index) : begin(key, event, index)
        case .digestLookedUp, .digestGot, .digestKnown:
            session = found ?? begin(key, event, index)
        case .blobGot:
            // Blobs alone are the rest of an earlier pull, or a download.
            guard let found else { return }
            session = found
        case .push:
            // Who pushes looks up what is there already.
            if let found, found.isPull, !found.isGot { credit(found, -1, 0, &events) }
            session = begin(key, event, index)
            session.isPush = true
        }
        if !session.isPush { take(step, &session, &events) }
        open[place] = session
    }

    @inline(__always)
    private mutating func take(_ step: SessionStep, _ session: inout OpenSessions.Session, _ events: inout [Event]) {
        var (pulls, complete): (Int32, Int8) = (0, 0)
        if step == .blobGot, !session.hasBlobs {
            session.hasBlobs = true
            complete = 1
        }
        if step == .tagGot || step == .digestGot || step == .blobGot { session.isGot = true }
        if !session.isPull, session.isGot || step == .digestLookedUp {
            session.isPull = true
            pulls = 1
        }
        if pulls != 0 || complete != 0 { credit(session, pulls, complete, &events) }
    }

    private func begin(_ key: OpenSessions.Key, _ event: Event, _ index: Int) -> OpenSessions.Session {
        OpenSessions.Session(
            key: key,
            start: event.time,
            number: number + Int64(index),
            client: event.client,
            tag: event.tag,
            kind: event.kind
        )
    }

    /// Adds to what the session's first request begins.
    private func credit(_ session: OpenSessions.Session, _ pulls: Int32, _ complete: Int8, _ events: inout [Event]) {
        if session.number >= number {
            let first = Int(session.number - number)
            events[first].sessions += pulls
            events[first].complete += complete
            return
        }
        var event = Event(
            time: session.start,
            client: session.client,
            peer: session.key.peer,
            bytes: 0,
            count: 0,
            site: session.key.site,
            agent: session.key.agent,
            repository: session.key.repository,
            tag: session.tag,
            kind: session.kind,
            isLegacy: session.kind.via == Via.none.rawValue
        )
        event.sessions = pulls
        event.complete = complete
        events.append(event)
    }

    /// Moves the clock on. A jump is another log's beginning, or a line that lies: no session goes on beyond it.
    @inline(__always)
    private mutating func follow(_ time: Int64) {
        if abs(time - clock) > Self.disorder { open.removeAll() } else if time <= clock { return }
        clock = time
    }
}
