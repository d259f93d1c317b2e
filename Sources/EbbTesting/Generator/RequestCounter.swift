import Registry
import Traffic

/// Counts simulated requests without writing them down: what an ingest of their lines would count.
struct RequestCounter {
    /// What all requests have in common that differ in their time, client, tool or digest only.
    private struct Shape: Hashable {
        let host: UInt8
        let method: LoggedRequest.Method
        let target: LoggedRequest.Target
        let repository: UInt16
        let kind: LoggedRequest.ReferenceKind
        /// 0 for digests and signatures.
        let reference: UInt64
    }

    private struct Meaning {
        let site: UInt32
        let repository: UInt32
        let tag: UInt32
        let operation: Operation
        let reference: ReferenceKind
        let role: Role
    }

    private(set) var table = TrafficTable()
    /// Requests that no endpoint claims.
    private(set) var unrelated: Int64 = 0
    /// Connections that sent nothing.
    private(set) var skipped: Int64 = 0
    private let migration: Migration
    private let vantage: Vantage
    private let context: LineContext
    private let sites = Host.all.map(\.name)
    private let clients: [UInt64]
    private let sendsReferer = Agent.all.map { Tool(userAgent: $0.text).sendsReferer }
    private var meanings: [Shape: Meaning?] = [:]
    private var path = LineBuffer(capacity: 256)

    init(migration: Migration, vantage: Vantage, context: LineContext) {
        self.migration = migration
        self.vantage = vantage
        self.context = context
        clients = context.population.clients.map { Client(address: $0.address.span).id }
    }

    mutating func count(_ requests: [LoggedRequest]) {
        let midnight = Int64(context.date.number) * 86_400
        var events: [Event] = []
        events.reserveCapacity(requests.count)
        for request in requests {
            guard request.target != .nothing else {
                skipped += 1
                continue
            }
            guard let meaning = meaning(of: request) else {
                unrelated += 1
                continue
            }
            // An object store's log knows a repository by the URL that redirected there alone.
            var repository = meaning.repository
            if Host.all[Int(request.host)].isObjectStore, request.referer != LoggedRequest.noReferer {
                let name = context.catalogue.repositories[Int(request.repository)].name
                repository = table.repositories.id(String(decoding: name, as: UTF8.self))
            }
            events.append(
                Event(
                    time: midnight + Int64(request.time / 1000),
                    client: clients[Int(request.client)],
                    bytes: request.method == .head ? 0 : Int64(request.bytes),
                    site: meaning.site,
                    agent: table.agents.id(request.target.isHTTP ? Agent.all[Int(request.agent)].text : ""),
                    repository: repository,
                    tag: meaning.tag,
                    kind: RequestKind(
                        operation: meaning.operation.rawValue,
                        outcome: Outcome(status: request.status).rawValue,
                        via: via(request, meaning.role).rawValue,
                        reference: meaning.reference.rawValue
                    ),
                    isLegacy: meaning.role == .legacy
                )
            )
        }
        var sessions = Sessions()
        sessions.group(&events)
        table.count(events)
    }

    private func via(_ request: LoggedRequest, _ role: Role) -> Via {
        guard role == .current else { return .none }
        if request.namesNamespace { return .mirrorConfigured }
        if Int(request.referer) == Host.legacy { return .followed }
        return request.target.isHTTP && sendsReferer[Int(request.agent)] ? .direct : .unknown
    }

    private mutating func meaning(of request: LoggedRequest) -> Meaning? {
        let isNamed = request.referenceKind == .tag || request.referenceKind == .missingTag || request.target == .odd
        let shape = Shape(
            host: request.host,
            method: request.method,
            target: request.target,
            repository: request.repository,
            kind: request.referenceKind,
            reference: isNamed && request.target != .tlsHello ? request.reference : 0
        )
        if let known = meanings[shape] { return known }
        let meaning = readMeaning(of: request)
        meanings[shape] = .some(meaning)
        return meaning
    }

    /// Asks the Registry room, as the main path does.
    private mutating func readMeaning(of request: LoggedRequest) -> Meaning? {
        path.removeAll()
        if request.target.isHTTP { context.appendPath(of: request, to: &path) }
        let text = String(decoding: path.bytes.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
        let host = sites[Int(request.host)]
        guard let claim = migration.claim(host: host, path: text) else { return nil }
        let endpoint = migration.endpoints[claim.endpoint]
        let site = endpoint.sites[claim.site]
        let meant = Request(method: request.target.isHTTP ? request.method.text : "-", path: claim.path)
        return Meaning(
            site: table.sites.id(
                SiteName(
                    host: host,
                    pathPrefix: site.pathPrefix,
                    repositoryPrefix: site.repositoryPrefix,
                    vantage: vantage
                )
            ),
            repository: table.repositories.id(meant.repository),
            tag: meant.referenceKind == .tag ? table.tags.id(meant.reference) : 0,
            operation: meant.operation,
            reference: meant.referenceKind,
            role: endpoint.role
        )
    }
}
