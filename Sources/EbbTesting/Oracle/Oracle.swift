import Foundation
package import Registry
package import Store

/// Counts logs slowly and obviously: line by line, with texts and dictionaries. What it counts is what the main path
/// must count.
package struct Oracle {
    /// What was counted, over all logs so far.
    package private(set) var facts = FactSheet()
    package private(set) var lines = LedgerRow.Lines()
    private let rules: OracleRules

    package init(_ migration: Migration) {
        rules = OracleRules(migration: migration)
    }

    /// Counts a whole log.
    ///
    /// - Parameter host: the host of lines that name none.
    package mutating func count(_ log: [UInt8], as format: OracleFormat, host: String = "") {
        var sessions = OracleSessions()
        var texts = String(decoding: log, as: UTF8.self).components(separatedBy: "\n")
        if texts.last == "" { texts.removeLast() }
        for text in texts {
            lines.total += 1
            switch format.read(text.hasSuffix("\r") ? String(text.dropLast()) : text) {
            case .skipped: lines.skipped += 1
            case .rejected: lines.rejected += 1
            case .line(var line):
                line.host = hostName(line.host.isEmpty ? host : line.host)
                guard let claim = rules.claim(host: line.host, path: line.path) else {
                    lines.unrelated += 1
                    continue
                }
                lines.counted += 1
                count(line, claim, format.vantage, &sessions)
            }
        }
        for pull in sessions.pulls { add(pull.sessions, pull.complete, at: pull.place) }
        facts.removeEmptyRows()
    }

    private mutating func count(
        _ line: OracleLine,
        _ claim: OracleRules.Claim,
        _ vantage: Vantage,
        _ sessions: inout OracleSessions
    ) {
        var meaning = rules.meaning(method: line.method, path: claim.path)
        if meaning.repository.isEmpty, meaning.operation == .blobGet || meaning.operation == .blobHead {
            meaning.repository = rules.repository(ofReferer: line.referer)
        }
        let outcome = rules.outcome(status: line.status)
        let via = rules.via(line, at: claim.endpoint)
        let kind = ["\(meaning.operation)", "\(outcome)", "\(via)", "\(meaning.kind)"]
        let day = "\(Int64((Double(line.time) / 86_400).rounded(.down)))"
        let hour = "\(Int64((Double(line.time) / 3_600).rounded(.down)))"
        let site = "\(line.host) \(claim.site.pathPrefix) \(claim.site.repositoryPrefix) \(vantage.rawValue)"
        let client = clientNumber(line.client)
        let isPull = meaning.operation == .manifestGet && meaning.kind != .signature

        var volume = SumRow()
        volume.requests = 1
        volume.bytes = line.method == "HEAD" || line.status == 204 || line.status == 304 ? 0 : line.bytes
        var seen = volume
        seen.first = line.time
        seen.last = line.time
        var activity = seen
        activity.served = isPull && outcome == .served ? 1 : 0
        activity.passedOn = isPull && outcome == .redirected ? 1 : 0
        activity.redirected = outcome == .redirected ? 1 : 0
        let asksForManifest = meaning.operation == .manifestGet || meaning.operation == .manifestHead
        activity.refused = asksForManifest && 400..<500 ~= line.status ? 1 : 0
        var handoff = SumRow()
        handoff.redirected = claim.endpoint.role == .legacy && outcome == .redirected ? 1 : 0
        handoff.followed = via == .followed ? 1 : 0
        handoff.unknown = via == .unknown ? 1 : 0
        handoff.unknownPulls = via == .unknown && isPull && (outcome == .served || outcome == .redirected) ? 1 : 0

        let tag = meaning.kind == .tag ? meaning.reference : ""
        let place = OracleSessions.Place(
            hours: [hour, site] + kind,
            images: [day, site, meaning.repository, tag] + kind,
            clients: [day, site, client, String(line.agent.prefix(300))],
            pairs: [day, site, client, meaning.repository],
            handoffs: [day, site, client, meaning.repository, "\(meaning.operation)"]
        )
        facts.add(.hours, place.hours, volume)
        facts.add(.images, place.images, seen)
        facts.add(.clients, place.clients, activity)
        facts.add(.pairs, place.pairs, activity)
        facts.add(.handoffs, place.handoffs, handoff)
        sessions.add(line, meaning, outcome, via, client: client, role: claim.endpoint.role, place)
    }

    private mutating func add(_ sessions: Int64, _ complete: Int64, at place: OracleSessions.Place) {
        var sum = SumRow()
        sum.sessions = sessions
        sum.complete = complete
        facts.add(.hours, place.hours, sum)
        facts.add(.images, place.images, sum)
        facts.add(.clients, place.clients, sum)
        facts.add(.pairs, place.pairs, sum)
        guard place.isOfUnknownWay else { return }
        var handoff = SumRow()
        handoff.unknownSessions = sessions
        handoff.unknownComplete = complete
        facts.add(.handoffs, place.handoffs, handoff)
    }

    /// The 16 digits of the number that stands for an address: section 4.7.
    private func clientNumber(_ address: String) -> String {
        let unknown = "0000fffe00000000"
        if address.contains(/^[0-9.]+$/) {
            let octets = address.components(separatedBy: ".").compactMap { UInt8($0) }
            guard octets.count == 4 else { return unknown }
            return "0000ffff" + octets.map { padded(UInt64($0), to: 2) }.joined()
        }
        guard address.contains(/^[0-9a-f:]+$/) else { return unknown }
        let sides = address.components(separatedBy: "::").map { side in
            side.split(separator: ":").compactMap { UInt64($0, radix: 16) }
        }
        let zeros = sides.count == 2 ? [UInt64](repeating: 0, count: 8 - sides[0].count - sides[1].count) : []
        let groups = sides[0] + zeros + (sides.count == 2 ? sides[1] : [])
        guard groups.count == 8 else { return unknown }
        return groups.prefix(4).map { padded($0, to: 4) }.joined()
    }

    private func padded(_ number: UInt64, to count: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: count - digits.count) + digits
    }
}
