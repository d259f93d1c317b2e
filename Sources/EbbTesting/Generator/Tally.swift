/// Adds up a day's ``Truth`` while the requests are made.
struct Tally {
    /// How a request came to the host that logs it.
    enum Via {
        /// None of the others: noise.
        case none
        /// Served by legacy.
        case legacy
        /// Answered by legacy with a redirect that will be followed.
        case redirected
        case lost, direct, followed, followedUnseen
    }

    struct HostCounts {
        var lines = 0
        var empty = 0
        var tlsHellos = 0
        var bytes = 0
        var clients = 0
        var manifestGets = 0
        var manifestHeads = 0
        var blobGets = 0
        var manifestPulls = 0
        var direct = 0
        var followed = 0
        var followedUnseen = 0
        var lost = 0
        var statuses = [Int](repeating: 0, count: 600)
        var agents = [Int](repeating: 0, count: Agent.all.count)
        var requests: [Int]
        var repositoryBytes: [Int]
        var repositoryPulls: [Int]
        var repositoryClients: [Int]
        var seen: [Bool]

        init(repositories: Int, clients: Int) {
            let zeros = [Int](repeating: 0, count: repositories)
            requests = zeros
            repositoryBytes = zeros
            repositoryPulls = zeros
            repositoryClients = zeros
            seen = [Bool](repeating: false, count: clients)
        }
    }

    /// How the next requests come about.
    var via = Via.none
    private(set) var pulls = Truth.Pulls()
    private(set) var pairs = 0
    private(set) var hosts: [HostCounts]
    private var seen: [Bool]
    private var clients = 0
    /// The hosts that the current pair has been seen at, a bit each.
    private var pairHosts: UInt32 = 0

    init(scenario: Scenario, population: Population) {
        let counts = HostCounts(repositories: scenario.repositories, clients: population.clients.count)
        hosts = Array(repeating: counts, count: Host.all.count)
        seen = counts.seen
    }

    /// All requests for a repository until the next call are those of one client.
    mutating func beginPair() {
        pairHosts = 0
    }

    mutating func count(_ request: LoggedRequest) {
        let client = Int(request.client)
        if !seen[client] {
            seen[client] = true
            clients += 1
        }
        var isNewAtHost = false
        if request.repository != LoggedRequest.noRepository {
            let bit = UInt32(1) << request.host
            if pairHosts == 0 { pairs += 1 }
            isNewAtHost = pairHosts & bit == 0
            pairHosts |= bit
        }
        hosts[Int(request.host)].count(request, via: via, isNewPair: isNewAtHost)
    }

    mutating func count(_ result: Simulation.Result, wasLost: Bool, asksLegacy: Bool, isRedirected: Bool) {
        switch result {
        case .failed where wasLost: pulls.lost += 1
        case .failed: pulls.failed += 1
        case .checked: pulls.checks += 1
        case .pulled where !asksLegacy: pulls.direct += 1
        case .pulled where isRedirected: pulls.followed += 1
        case .pulled: pulls.servedByLegacy += 1
        }
    }

    func day(_ date: CivilDay, catalogue: Catalogue) -> Truth.Day {
        Truth.Day(
            date: date,
            lines: hosts.reduce(0) { $0 + $1.lines },
            clients: clients,
            pairs: pairs,
            pulls: pulls,
            hosts: Host.all.indices.filter { hosts[$0].lines > 0 }.map { hosts[$0].truth(of: Host.all[$0], catalogue) }
        )
    }
}

extension Tally.HostCounts {
    fileprivate mutating func count(_ request: LoggedRequest, via: Tally.Via, isNewPair: Bool) {
        lines += 1
        bytes += Int(request.bytes)
        statuses[Int(request.status)] += 1
        agents[Int(request.agent)] += 1
        if !seen[Int(request.client)] {
            seen[Int(request.client)] = true
            clients += 1
        }
        switch via {
        case .direct: direct += 1
        case .followed: followed += 1
        case .followedUnseen: followedUnseen += 1
        case .lost: lost += 1
        case .none, .legacy, .redirected: break
        }
        var isPull = false
        switch request.target {
        case .manifest where request.method == .head: manifestHeads += 1
        case .manifest:
            manifestGets += 1
            isPull = request.isManifestPull
            if isPull { manifestPulls += 1 }
        case .blob: blobGets += 1
        case .nothing: empty += 1
        case .tlsHello: tlsHellos += 1
        case .ping, .tagsList, .upload, .odd: break
        }
        guard request.repository != LoggedRequest.noRepository else { return }
        let repository = Int(request.repository)
        requests[repository] += 1
        repositoryBytes[repository] += Int(request.bytes)
        if isPull { repositoryPulls[repository] += 1 }
        if isNewPair { repositoryClients[repository] += 1 }
    }

    fileprivate func truth(of host: Host, _ catalogue: Catalogue) -> Truth.HostDay {
        var tools: [Truth.Tool] = []
        for name in Set(Agent.all.map(\.tool)).sorted() {
            let requests = Agent.all.indices.filter { Agent.all[$0].tool == name }.reduce(0) { $0 + agents[$1] }
            if requests > 0 { tools.append(Truth.Tool(name: name, requests: requests)) }
        }
        return Truth.HostDay(
            host: host.name,
            role: host.role,
            lines: lines,
            empty: empty,
            tlsHellos: tlsHellos,
            bytes: bytes,
            clients: clients,
            manifestGets: manifestGets,
            manifestHeads: manifestHeads,
            blobGets: blobGets,
            manifestPulls: manifestPulls,
            direct: direct,
            followed: followed,
            followedUnseen: followedUnseen,
            lost: lost,
            statuses: statuses.indices.filter { statuses[$0] > 0 }.map {
                Truth.Status(status: $0, requests: statuses[$0])
            },
            repositories: requests.indices.filter { requests[$0] > 0 }.map {
                Truth.Repository(
                    name: String(decoding: catalogue.repositories[$0].name, as: UTF8.self),
                    requests: requests[$0],
                    bytes: repositoryBytes[$0],
                    manifestPulls: repositoryPulls[$0],
                    clients: repositoryClients[$0]
                )
            },
            tools: tools
        )
    }
}

extension LoggedRequest {
    /// A GET of a manifest that was served, or that current sent on to a backend.
    fileprivate var isManifestPull: Bool {
        guard target == .manifest, method == .get, referenceKind != .signature else { return false }
        switch Host.all[Int(host)].role {
        case .legacy: return status / 100 == 2
        case .current: return status / 100 == 2 || status == 307
        case .backend, .unrelated: return false
        }
    }
}
