import Registry

/// Finds the sessions of one log when all of its requests are known: cuts them apart, then judges each as a whole.
struct OracleSessions {
    /// A request that arrived, as far as sessions go, and where it is counted.
    struct Visit {
        enum Kind {
            case tag, digest, blob, push
        }

        var kind: Kind
        /// Whether the answer was the manifest or the blob, or the way to it.
        var isGot: Bool
        /// Whether the client was told that it has the manifest already.
        var isKnown: Bool
        var time: Int64
        /// Whose session it is; empty where the client is unknown.
        var asker: String
        var tag: String
        var place: Place
    }

    /// The keys of the facts that a request is counted in.
    struct Place {
        var hours: [String]
        var images: [String]
        var clients: [String]
        var pairs: [String]
        var handoffs: [String]
        var isOfUnknownWay = false
    }

    var visits: [Visit] = []

    /// What the log's sessions count: the place of each one's first request, with its pulls and complete pulls.
    var pulls: [(place: Place, sessions: Int64, complete: Int64)] {
        let alone = visits.filter { $0.asker.isEmpty && $0.isGot && ($0.kind == .tag || $0.kind == .digest) }
        var result = alone.map { ($0.place, Int64(1), Int64(0)) }
        for stretch in stretches(visits.filter { !$0.asker.isEmpty }) {
            for ofAsker in Dictionary(grouping: stretch, by: \.asker).values {
                let sessions = cut(ofAsker)
                for (index, session) in sessions.enumerated() where isPull(session) {
                    let next = index + 1 < sessions.count ? sessions[index + 1] : []
                    if isOnlyLookedUp(session), isPush(next), abs(next[0].time - session[0].time) < 60 { continue }
                    result.append((session[0].place, 1, session.contains { $0.kind == .blob } ? 1 : 0))
                }
            }
        }
        return result
    }

    /// Parts of the log between jumps of more than five minutes.
    private func stretches(_ visits: [Visit]) -> [[Visit]] {
        var result: [[Visit]] = []
        for visit in visits {
            let clock = result.last?.map(\.time).max() ?? .min / 2
            if abs(visit.time - clock) > 300 { result.append([]) }
            result[result.count - 1].append(visit)
        }
        return result
    }

    /// The sessions of one asker, without requests that belong to none.
    private func cut(_ visits: [Visit]) -> [[Visit]] {
        var sessions: [[Visit]] = []
        for visit in visits {
            let session = sessions.last ?? []
            let isOver = session.isEmpty || abs(visit.time - session[0].time) >= 60
            let begins: Bool
            switch visit.kind {
            case .push: begins = true
            case .blob where isOver: continue
            case .blob: begins = false
            case .digest: begins = isOver
            case .tag:
                let isOther = isOver || session[0].kind != .tag || session[0].tag != visit.tag
                begins = isOther || session.contains { $0.kind == .blob }
            }
            if begins { sessions.append([visit]) } else { sessions[sessions.count - 1].append(visit) }
        }
        return sessions
    }

    private func isPush(_ session: [Visit]) -> Bool { session.first?.kind == .push }

    private func isPull(_ session: [Visit]) -> Bool {
        !isPush(session) && session.contains { $0.isGot || ($0.kind == .digest && !$0.isKnown) }
    }

    private func isOnlyLookedUp(_ session: [Visit]) -> Bool { !session.contains { $0.isGot } }
}
