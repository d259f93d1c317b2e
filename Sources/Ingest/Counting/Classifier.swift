import AccessLogs
import Registry
import Traffic

/// Turns records into events: asks the Registry room once per distinct host, request, user agent and referer, and
/// remembers the answer.
struct Classifier {
    private var rules: Rules
    /// Whether the source's lines have a place for the referer.
    var logsReferers = false
    private var meanings: RequestMeanings
    private var agents = Agents()
    private var referers: Referers
    private var peers: Peers
    /// The raw value of the outcome of each status.
    private let outcomes = (0...999).map { Outcome(status: $0).rawValue }

    /// No body is larger. A line that says so is damaged, and a few of them would be more than a sum can hold.
    private static let largestBody: Int64 = 1 << 42

    init(rules: Rules, vantage: Vantage) {
        self.rules = rules
        meanings = RequestMeanings(rules, vantage: vantage)
        referers = Referers(rules.migration)
        peers = Peers(rules)
    }

    /// Hosts that no endpoint claims, with their requests.
    var unrelatedHosts: [String: Int64] { meanings.unrelatedHosts }

    /// Forgets the hosts that no endpoint claims, since another source begins.
    mutating func removeUnrelatedHosts() { meanings.removeUnrelatedHosts() }

    /// Classifies the records of one chunk.
    ///
    /// - Parameters:
    ///   - events: gets one event for each record that an endpoint claims.
    ///   - table: gets the names that the events number.
    /// - Returns: of how many lines the records are claimed by an endpoint, and of how many by none. A line may have several
    ///   records, which are claimed alike.
    mutating func classify(
        _ records: [Record],
        in chunk: Span<UInt8>,
        into events: inout [Event],
        naming table: inout TrafficTable
    ) -> (counted: Int64, unrelated: Int64) {
        var lines: (counted: Int64, unrelated: Int64) = (0, 0)
        var lastLine: UInt32?
        for record in records {
            let isNewLine = record.line != lastLine
            lastLine = record.line
            let isHead = chunk.isHead(record.method)
            let meaning = meanings.meaning(of: record, isHead: isHead, in: chunk, naming: &table)
            guard meaning.isClaimed else {
                meanings.noteUnrelated(record, in: chunk)
                if isNewLine { lines.unrelated += 1 }
                continue
            }
            if isNewLine { lines.counted += 1 }
            let agent = agents.agent(of: record, in: chunk, naming: &table)
            let client = peers.client(of: record, in: chunk)
            let via = via(of: record, meaning, agent, in: chunk, naming: &table)
            var repository = meaning.repository
            if meaning.isNamelessBlob, !record.referer.isEmpty {
                // An object store knows digests alone; who was redirected there says whose blob it was.
                repository = referers.origin(of: record, in: chunk, naming: &table).repository
            }
            let isBodiless = isHead || record.status == 204 || record.status == 304
            events.append(
                Event(
                    time: record.time,
                    client: rules.masking.number(of: client, at: record.time),
                    peer: client.id,
                    bytes: isBodiless || record.bytes > Self.largestBody ? 0 : max(0, record.bytes),
                    count: record.count,
                    site: meaning.site,
                    agent: agent.number,
                    repository: repository,
                    tag: meaning.tag,
                    kind: RequestKind(
                        operation: meaning.operation,
                        outcome: outcomes[min(Int(record.status), 999)],
                        via: via.rawValue,
                        reference: meaning.reference
                    ),
                    isLegacy: meaning.isLegacy
                )
            )
        }
        return lines
    }

    /// Forgets what takes up more than `limit` bytes of each kind. It is worked out anew when it comes again.
    mutating func trim(to limit: Int) {
        meanings.trim(to: limit)
        agents.trim(to: limit)
        referers.trim(to: limit)
        peers.trim(to: limit)
    }

    @inline(__always)
    private mutating func via(
        of record: Record,
        _ meaning: RequestMeanings.Meaning,
        _ agent: Agents.Agent,
        in chunk: Span<UInt8>,
        naming table: inout TrafficTable
    ) -> Via {
        guard meaning.isCurrent else { return .none }
        if !record.query.isEmpty, referers.isMirroredLegacy(record, in: chunk) { return .mirrorConfigured }
        if !record.referer.isEmpty, referers.origin(of: record, in: chunk, naming: &table).isLegacy { return .followed }
        return logsReferers && record.knowsReferer && meaning.observesReferer && agent.sendsReferer ? .direct : .unknown
    }
}
