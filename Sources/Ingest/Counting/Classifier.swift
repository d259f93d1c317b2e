import AccessLogs
import Registry
import Traffic

/// Turns records into events: asks the Registry room once per distinct host, request, user agent and referer, and
/// remembers the answer.
struct Classifier {
    /// What a request at a host means.
    private struct Meaning: BitwiseCopyable {
        var site: UInt32 = 0
        var repository: UInt32 = 0
        var tag: UInt32 = 0
        var operation = Operation.other
        var reference = ReferenceKind.none
        var role = Role.backend
        var observesReferer = false
        var isClaimed = false
    }

    private struct Host {
        var name: String
        var sites: SitesAtHost
        var unrelated: Int64 = 0
    }

    private struct Agent: BitwiseCopyable {
        var number: UInt32
        var sendsReferer: Bool
    }

    private var rules: Rules
    private let vantage: Vantage
    private let logsReferers: Bool

    private var hostNumbers = ByteInterner()
    private var hosts: [Host] = []
    private var earlierUnrelatedHosts: [String: Int64] = [:]
    /// Methods other than GET and HEAD.
    private var methodNumbers = ByteInterner()
    private var requestNumbers = ByteInterner()
    private var requests: [Meaning] = []
    private var agentNumbers = ByteInterner()
    private var agents: [Agent] = []
    private var refererNumbers = ByteInterner()
    private var refererIsLegacy: [Bool] = []
    private var decoded: [UInt8] = []

    /// No body is larger. A line that says so is damaged, and a few of them would be more than a sum can hold.
    private static let largestBody: Int64 = 1 << 42

    /// Entries that a cache holds at most: garbage from scanners must not fill the memory.
    private static let cacheLimit = 1 << 20

    init(rules: Rules, vantage: Vantage, logsReferers: Bool) {
        self.rules = rules
        self.vantage = vantage
        self.logsReferers = logsReferers
    }

    /// Hosts that no endpoint claims, with their requests.
    var unrelatedHosts: [String: Int64] {
        var result = earlierUnrelatedHosts
        for host in hosts where host.unrelated > 0 { result[host.name, default: 0] += host.unrelated }
        return result
    }

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
        if hosts.count > Self.cacheLimit { forgetHosts() }
        if max(requests.count, methodNumbers.count) > Self.cacheLimit { forgetRequests() }
        if agents.count > Self.cacheLimit { forgetAgents() }
        if refererIsLegacy.count > Self.cacheLimit { forgetReferers() }
        var lines: (counted: Int64, unrelated: Int64) = (0, 0)
        var lastLine: UInt32?
        for record in records {
            let isNewLine = record.line != lastLine
            lastLine = record.line
            let host = hostNumber(record, in: chunk)
            let method = methodNumber(chunk.extracting(record.method.indices))
            let meaning = self.meaning(of: record, method: method, host: host, in: chunk, naming: &table)
            guard meaning.isClaimed else {
                hosts[host].unrelated += Int64(record.count)
                if isNewLine { lines.unrelated += 1 }
                continue
            }
            if isNewLine { lines.counted += 1 }
            let agent = self.agent(of: record, in: chunk, naming: &table)
            let client = client(of: record, in: chunk)
            let via = self.via(of: record, meaning, agent, in: chunk)
            let isBodiless = method == Self.head || record.status == 204 || record.status == 304
            events.append(
                Event(
                    time: record.time,
                    client: rules.masking.number(of: client, at: record.time),
                    bytes: isBodiless || record.bytes > Self.largestBody ? 0 : max(0, record.bytes),
                    count: record.count,
                    site: meaning.site,
                    agent: agent.number,
                    repository: meaning.repository,
                    tag: meaning.tag,
                    kind: RequestKind(
                        operation: meaning.operation.rawValue,
                        outcome: Outcome(status: record.status).rawValue,
                        via: via.rawValue,
                        reference: meaning.reference.rawValue
                    ),
                    isLegacy: meaning.role == .legacy
                )
            )
        }
        return lines
    }

    private func client(of record: Record, in chunk: Span<UInt8>) -> Client {
        // Some servers write a chain where the client belongs.
        let isChain = record.forwardedFor.isEmpty && hasComma(chunk, record.client)
        let peer = chunk.extracting(isChain ? 0..<0 : record.client.indices)
        let chain = chunk.extracting(isChain ? record.client.indices : record.forwardedFor.indices)
        return rules.proxies?.client(peer: peer, chain: chain) ?? Client(peer: peer, chain: chain)
    }

    private func hasComma(_ chunk: Span<UInt8>, _ range: ByteRange) -> Bool {
        for index in range.indices where chunk[index] == UInt8(ascii: ",") { return true }
        return false
    }

    private mutating func hostNumber(_ record: Record, in chunk: Span<UInt8>) -> Int {
        let number = hostNumbers.number(chunk.extracting(record.host.indices))
        if number == hosts.count {
            let written = text(record.host, .none, in: chunk)
            let name = HostName.normalized(written)
            let host = name.isEmpty ? rules.host : name
            hosts.append(Host(name: host, sites: rules.migration.sites(atHost: host)))
        }
        return number
    }

    /// The number of a method, which tells GET and HEAD from all others however they are written.
    private mutating func methodNumber(_ method: Span<UInt8>) -> Int {
        switch method.count {
        case 3:
            let isGet =
                method[0] | 0x20 == UInt8(ascii: "g") && method[1] | 0x20 == UInt8(ascii: "e")
                && method[2] | 0x20 == UInt8(ascii: "t")
            if isGet { return 0 }
        case 4:
            let isHead =
                method[0] | 0x20 == UInt8(ascii: "h") && method[1] | 0x20 == UInt8(ascii: "e")
                && method[2] | 0x20 == UInt8(ascii: "a") && method[3] | 0x20 == UInt8(ascii: "d")
            if isHead { return Self.head }
        default: break
        }
        return Self.head + 1 + methodNumbers.number(method)
    }

    /// The number of HEAD.
    private static let head = 1

    private mutating func meaning(
        of record: Record,
        method: Int,
        host: Int,
        in chunk: Span<UInt8>,
        naming table: inout TrafficTable
    ) -> Meaning {
        let seed = UInt64(host) << 32 | UInt64(method) << 8 | UInt64(record.escaping.rawValue)
        let number = requestNumbers.number(chunk.extracting(record.path.indices), seed: seed)
        if number == requests.count {
            let method = text(record.method, .none, in: chunk)
            let path = text(record.path, record.targetEscaping, in: chunk)
            requests.append(meaning(method: method, path: path, at: hosts[host], naming: &table))
        }
        return requests[number]
    }

    private func meaning(
        method: String,
        path: String,
        at host: Host,
        naming table: inout TrafficTable
    ) -> Meaning {
        var meaning = Meaning()
        guard let claim = host.sites.claim(path: path) else { return meaning }
        let endpoint = rules.migration.endpoints[claim.endpoint]
        let site = endpoint.sites[claim.site]
        let request = Request(method: method, path: claim.path)
        meaning.isClaimed = true
        meaning.role = endpoint.role
        meaning.observesReferer = endpoint.observes.contains(.referer)
        meaning.operation = request.operation
        meaning.reference = request.referenceKind
        meaning.site = table.sites.id(
            SiteName(
                host: host.name,
                pathPrefix: site.pathPrefix,
                repositoryPrefix: site.repositoryPrefix,
                vantage: vantage
            )
        )
        meaning.repository = table.repositories.id(request.repository)
        meaning.tag = request.referenceKind == .tag ? table.tags.id(request.reference) : 0
        return meaning
    }

    private mutating func agent(of record: Record, in chunk: Span<UInt8>, naming table: inout TrafficTable) -> Agent {
        let number = agentNumbers.number(
            chunk.extracting(record.userAgent.indices),
            seed: UInt64(record.escaping.rawValue)
        )
        if number == agents.count {
            let name = String(text(record.userAgent, record.escaping, in: chunk).prefix(Self.agentLimit))
            agents.append(Agent(number: table.agents.id(name), sendsReferer: Tool(userAgent: name).sendsReferer))
        }
        return agents[number]
    }

    /// Characters of a user agent that are kept. Those of container tools have about 200.
    private static let agentLimit = 300

    private mutating func via(of record: Record, _ meaning: Meaning, _ agent: Agent, in chunk: Span<UInt8>) -> Via {
        guard meaning.role == .current else { return .none }
        if !record.query.isEmpty, let host = mirroredHost(record, in: chunk), rules.migration.isLegacy(host: host) {
            return .mirrorConfigured
        }
        if !record.referer.isEmpty {
            let number = refererNumbers.number(
                chunk.extracting(record.referer.indices),
                seed: UInt64(record.escaping.rawValue)
            )
            if number == refererIsLegacy.count {
                let referer = text(record.referer, record.targetEscaping, in: chunk)
                refererIsLegacy.append(rules.migration.isLegacy(referer: referer))
            }
            if refererIsLegacy[number] { return .followed }
        }
        return logsReferers && record.knowsReferer && meaning.observesReferer && agent.sendsReferer ? .direct : .unknown
    }

    /// The registry that containerd asks a mirror for: `?ns=HOST`.
    private mutating func mirroredHost(_ record: Record, in chunk: Span<UInt8>) -> String? {
        for item in text(record.query, record.targetEscaping, in: chunk).utf8.split(separator: UInt8(ascii: "&")) {
            if let item = String(item), item.hasPrefix("ns=") {
                return String(decoding: PercentEncoding.decoded(String(item.dropFirst(3))), as: UTF8.self)
            }
        }
        return nil
    }

    private mutating func text(_ range: ByteRange, _ escaping: Escaping, in chunk: Span<UInt8>) -> String {
        decoded.removeAll(keepingCapacity: true)
        escaping.decode(chunk.extracting(range.indices), into: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Of the unrelated hosts, which scanners make up by the thousand, the most frequent are kept.
    private mutating func forgetHosts() {
        let frequent = unrelatedHosts.sorted { $0.value > $1.value }.prefix(1000)
        earlierUnrelatedHosts = Dictionary(uniqueKeysWithValues: Array(frequent))
        hostNumbers.removeAll()
        hosts.removeAll()
        forgetRequests()
    }

    private mutating func forgetRequests() {
        methodNumbers.removeAll()
        requestNumbers.removeAll()
        requests.removeAll()
    }

    private mutating func forgetAgents() {
        agentNumbers.removeAll()
        agents.removeAll()
    }

    private mutating func forgetReferers() {
        refererNumbers.removeAll()
        refererIsLegacy.removeAll()
    }
}
