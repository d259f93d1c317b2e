/// What the hosts answer, and the redirects that a tool follows.
extension Simulation {
    /// Asks the host that the session knows, and follows its redirects. False ends the session.
    mutating func ask(
        _ method: LoggedRequest.Method,
        _ target: LoggedRequest.Target,
        _ kind: LoggedRequest.ReferenceKind = .tag,
        _ reference: UInt64 = 0,
        size: UInt32 = 0,
        isThere: Bool = true
    ) -> Bool {
        session.time += UInt32(40 + draw.below(360))
        let client = population.clients[Int(session.client)]
        let agent = Agent.all[Int(session.agent)]
        var request = LoggedRequest(
            time: session.time,
            client: session.client,
            agent: session.agent,
            repository: target == .ping ? LoggedRequest.noRepository : session.repository,
            status: 200,
            host: UInt8(session.asksLegacy ? Host.legacy : Host.current),
            method: method,
            target: target,
            referenceKind: kind,
            reference: reference,
            bytes: method == .head ? 0 : size
        )
        if session.asksLegacy {
            guard redirects(client) else {
                tally.via = .legacy
                return answer(request, serves: true, isThere: isThere)
            }
            request.status = 302
            request.bytes = method == .head ? 0 : Self.redirectPage(302, length: urlLength(request, host: Host.current))
            guard agent.followsRedirects, !client.isFencedIn else {
                session.isLost = true
                tally.via = .lost
                log(request)
                return false
            }
            tally.via = .redirected
            log(request)
            session.time += UInt32(15 + draw.below(120))
            request.time = session.time
            request.host = UInt8(Host.current)
            request.status = 200
            request.bytes = method == .head ? 0 : size
            if agent.sendsReferer { request.referer = UInt8(Host.legacy) }
            tally.via = agent.sendsReferer ? .followed : .followedUnseen
        } else {
            request.namesNamespace = client.usesMirrorSetting && agent.sequence == .containerd && target != .ping
            tally.via = .direct
        }
        let sendsOn = target == .blob || target == .manifest && scenario.currentServes == .redirectsAll
        return answer(request, serves: !sendsOn, isThere: isThere)
    }

    /// The redirect reaches one group of regions after the other.
    func redirects(_ client: Population.Client) -> Bool {
        let reached = (day - scenario.redirectDay + 1) * Population.regions
        return Int(client.region) * max(scenario.redirectRampDays, 1) < reached
    }

    /// The answer of the host that has, or knows who has, what was asked for.
    private mutating func answer(_ request: LoggedRequest, serves: Bool, isThere: Bool) -> Bool {
        var request = request
        if request.target == .manifest, draw.chance(0.004) { turnAway(&request) }
        if request.target == .upload {
            let isLegacy = Int(request.host) == Host.legacy
            request.status = isLegacy ? 401 : 405
            request.bytes = isLegacy ? 156 : 35
            log(request)
            return false
        }
        if request.target == .ping { request.bytes = Int(request.host) == Host.legacy ? 2 : 0 }
        guard serves || !isThere else { return sendOn(request) }
        guard isThere else {
            request.status = 404
            request.bytes = request.method == .head ? 0 : 152
            log(request)
            return false
        }
        logDownload(request)
        return true
    }

    /// Too many requests, or an overloaded server: the tool waits and asks again.
    private mutating func turnAway(_ request: inout LoggedRequest) {
        var refusal = request
        refusal.status = draw.chance(0.75) ? 429 : 503
        refusal.bytes = request.method == .head ? 0 : 92
        log(refusal)
        session.time += UInt32(1000 + draw.below(4000))
        request.time = session.time
    }

    /// A redirect to a backend, and the request there.
    private mutating func sendOn(_ request: LoggedRequest) -> Bool {
        let client = population.clients[Int(request.client)]
        let network = Address.networks[Int(client.network)]
        let isStored = request.target == .blob && network.cloud != .google
        let backend = isStored ? Host.objectStores.lowerBound + network.bucket : Host.artifactRegistry
        var redirect = request
        redirect.status = 307
        redirect.bytes = request.method == .head ? 0 : Self.redirectPage(307, length: urlLength(request, host: backend))
        log(redirect)
        let agent = Agent.all[Int(session.agent)]
        guard agent.followsRedirects else { return false }
        session.time += UInt32(15 + draw.below(150))
        var arrival = request
        arrival.time = session.time
        arrival.host = UInt8(backend)
        arrival.namesNamespace = false
        arrival.referer = agent.sendsReferer ? UInt8(Host.current) : LoggedRequest.noReferer
        tally.via = .none
        logDownload(arrival)
        return true
    }

    /// One in a hundred large blobs breaks off, and the rest is asked for with a range.
    private mutating func logDownload(_ request: LoggedRequest) {
        guard request.target == .blob, request.bytes > 1_000_000, draw.chance(0.01) else {
            log(request)
            return
        }
        var first = request
        first.bytes = request.bytes / 8 * UInt32(1 + draw.below(7))
        log(first)
        session.time += UInt32(500 + draw.below(2000))
        var rest = request
        rest.time = session.time
        rest.status = 206
        rest.bytes = request.bytes - first.bytes
        log(rest)
    }

    /// Bytes of the page that Go's `http.Redirect` writes.
    private static func redirectPage(_ status: Int, length: Int) -> UInt32 {
        UInt32(length + (status == 302 ? 23 : 36))
    }

    private func urlLength(_ request: LoggedRequest, host: Int) -> Int {
        let name =
            request.repository == LoggedRequest.noRepository
            ? 0 : catalogue.repositories[Int(request.repository)].name.count
        return 8 + Host.all[host].name.utf8.count + 4 + name + (request.referenceKind == .digest ? 82 : 20)
    }

    mutating func log(_ request: LoggedRequest) {
        guard scenario.shape.logs(request, withBackends: scenario.logsBackends) else { return }
        tally.count(request)
        requests.append(request)
    }
}
