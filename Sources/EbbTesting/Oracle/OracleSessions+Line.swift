import Registry

extension OracleSessions {
    /// Adds what a line is to its client's sessions, if it is anything to them.
    ///
    /// - Parameter client: the client's number; the unknown one has no sessions.
    mutating func add(
        _ line: OracleLine,
        _ meaning: OracleRules.Meaning,
        _ outcome: Outcome,
        _ via: Via,
        client: String,
        role: Role,
        _ place: Place
    ) {
        let isGet = line.method.lowercased() == "get"
        let isKnown = outcome == .notModified
        // A redirect at the old endpoint brings nothing.
        let isArrived = outcome == .served || (role == .current && outcome == .redirected)
        guard role != .backend, !meaning.repository.isEmpty else { return }
        let kind: Visit.Kind
        switch (meaning.operation, meaning.kind) {
        case (.push, _): kind = .push
        case (.blobGet, _) where isArrived: kind = .blob
        case (.manifestGet, .tag), (.manifestHead, .tag): kind = .tag
        case (.manifestGet, .digest), (.manifestHead, .digest): kind = .digest
        default: return
        }
        guard kind == .push || isArrived || isKnown else { return }
        let isNamed = client != "0000fffe00000000"
        var place = place
        place.isOfUnknownWay = via == .unknown
        visits.append(
            Visit(
                kind: kind,
                isGot: isGet && isArrived && kind != .push,
                isKnown: isKnown,
                time: line.time,
                asker: isNamed
                    ? place.pairs.dropFirst().joined(separator: "|") + "|" + String(line.agent.prefix(300)) : "",
                tag: kind == .tag ? meaning.reference : "",
                place: place
            )
        )
    }
}
