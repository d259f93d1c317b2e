import Registry

extension TrafficTable {
    /// Adds up the requests of one chunk: view by view, so that the looks at the memory of one view overlap.
    ///
    /// - Parameter weight: 1; or -1 to take back what was counted before.
    package mutating func count(_ events: [Event], weight: Int64 = 1) {
        hours.add(events.count) { index in
            let event = events[index]
            return HourKey(hour: event.hour, site: event.site, kind: event.kind)
        } value: {
            events[$0].volume(weight)
        }
        images.add(events.count) { index in
            let event = events[index]
            return ImageKey(
                day: event.day,
                site: event.site,
                repository: event.repository,
                tag: event.tag,
                kind: event.kind
            )
        } value: {
            events[$0].seen(weight)
        }
        uses.add(events.count) { index in
            let event = events[index]
            return UseKey(
                client: event.client,
                day: event.day,
                site: event.site,
                repository: event.repository,
                agent: event.agent
            )
        } value: {
            events[$0].activity(weight)
        }
        handedOn.removeAll(keepingCapacity: true)
        for index in events.indices where events[index].isHandoff { handedOn.append(UInt32(index)) }
        handoffs.add(handedOn.count) { place in
            let event = events[Int(handedOn[place])]
            return HandoffKey(
                client: event.client,
                day: event.day,
                site: event.site,
                repository: event.repository,
                operation: event.kind.operation
            )
        } value: {
            events[Int(handedOn[$0])].handoff(weight)
        }
    }
}

extension Event {
    @inline(__always)
    fileprivate var hour: Int32 { Int32(truncatingIfNeeded: floorDivide(time, 3_600)) }
    @inline(__always)
    fileprivate var day: Int32 { Int32(truncatingIfNeeded: floorDivide(time, 86_400)) }

    @inline(__always)
    fileprivate func volume(_ weight: Int64) -> Volume {
        let requests = weight * Int64(count)
        return Volume(
            requests: requests,
            bytes: requests * bytes,
            sessions: weight * Int64(sessions),
            complete: weight * Int64(complete)
        )
    }

    @inline(__always)
    fileprivate func seen(_ weight: Int64) -> SeenVolume {
        SeenVolume(volume: volume(weight), first: time, last: time)
    }

    fileprivate var isRedirected: Bool { kind.outcome == Outcome.redirected.rawValue }
    fileprivate var isServed: Bool { kind.outcome == Outcome.served.rawValue }
    fileprivate var isManifest: Bool {
        kind.operation == Operation.manifestGet.rawValue && kind.reference != ReferenceKind.signature.rawValue
    }

    fileprivate var isRefused: Bool {
        let isManifest =
            kind.operation == Operation.manifestGet.rawValue || kind.operation == Operation.manifestHead.rawValue
        return isManifest && kind.outcome >= Outcome.denied.rawValue && kind.outcome <= Outcome.clientError.rawValue
    }

    @inline(__always)
    fileprivate func activity(_ weight: Int64) -> Activity {
        let requests = weight * Int64(count)
        return Activity(
            seen: seen(weight),
            served: isManifest && isServed ? requests : 0,
            passedOn: isManifest && isRedirected ? requests : 0,
            redirected: isRedirected ? requests : 0,
            refused: isRefused ? requests : 0
        )
    }

    /// Whether it gave a redirect at `legacy`, or may have followed one.
    @inline(__always)
    fileprivate var isHandoff: Bool {
        isLegacy ? isRedirected : kind.via == Via.followed.rawValue || kind.via == Via.unknown.rawValue
    }

    @inline(__always)
    fileprivate func handoff(_ weight: Int64) -> Handoff {
        let requests = weight * Int64(count)
        if isLegacy { return Handoff(redirected: requests) }
        if kind.via == Via.followed.rawValue { return Handoff(followed: requests) }
        return Handoff(
            unknown: requests,
            unknownPulls: isManifest && (isServed || isRedirected) ? requests : 0,
            unknownSessions: weight * Int64(sessions),
            unknownComplete: weight * Int64(complete)
        )
    }
}

/// Division that rounds down, so that times before 1970 fall on the right day too.
@inline(__always)
func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}
