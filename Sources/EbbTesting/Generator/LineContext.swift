/// What writers of all shapes need to turn a request into text.
struct LineContext {
    let catalogue: Catalogue
    let population: Population
    let date: CivilDay
    /// `22/Mar/2023:`
    let commonLogDate: [UInt8]
    /// `2023-03-22`
    let isoDate: [UInt8]
    /// User agents, escaped as the shape does; by ``LoggedRequest/agent``.
    let agents: [[UInt8]]
    private let hosts = Host.all.map { Array($0.name.utf8) }
    private let oddPaths = OddPath.all.map { Array($0.path.utf8) }

    init(catalogue: Catalogue, population: Population, date: CivilDay, escaping: AgentEscaping) {
        self.catalogue = catalogue
        self.population = population
        self.date = date
        commonLogDate = Array("\(date.commonLogForm):".utf8)
        isoDate = Array(date.description.utf8)
        agents = Agent.all.map { escaping.escape($0.text) }
    }

    func appendHost(of request: LoggedRequest, to line: inout LineBuffer) {
        line.append(hosts[Int(request.host)])
    }

    func appendAddress(of request: LoggedRequest, to line: inout LineBuffer) {
        line.append(population.clients[Int(request.client)].address)
    }

    /// `[22/Mar/2023:10:11:12 +0000]`
    func appendCommonLogTime(of request: LoggedRequest, to line: inout LineBuffer) {
        line.append(UInt8(ascii: "["))
        line.append(commonLogDate)
        line.append(timeOfDay: Int(request.time) / 1000)
        line.append(" +0000]")
    }

    /// Path and query as sent.
    func appendURI(of request: LoggedRequest, to line: inout LineBuffer) {
        appendPath(of: request, to: &line)
        if request.namesNamespace { line.append("?ns=k8s.gcr.io") }
    }

    /// The path as sent; that of an odd request has its query with it.
    func appendPath(of request: LoggedRequest, to line: inout LineBuffer) {
        guard request.target != .odd else {
            line.append(oddPaths[Int(request.reference)])
            return
        }
        let host = Host.all[Int(request.host)]
        guard !host.isObjectStore else {
            line.append("/containers/images/sha256:")
            line.append(digest: request.reference)
            return
        }
        line.append(host.role == .backend ? "/v2/k8s-artifacts-prod/images/" : "/v2/")
        appendName(of: request, to: &line)
    }

    /// The URL that redirected this request; false where none is sent.
    func appendReferer(of request: LoggedRequest, to line: inout LineBuffer) -> Bool {
        guard request.referer != LoggedRequest.noReferer else { return false }
        line.append("https://")
        line.append(hosts[Int(request.referer)])
        line.append("/v2/")
        appendName(of: request, to: &line)
        return true
    }

    private func appendName(of request: LoggedRequest, to line: inout LineBuffer) {
        guard request.repository != LoggedRequest.noRepository else { return }
        let repository = catalogue.repositories[Int(request.repository)]
        line.append(repository.name)
        switch request.target {
        case .blob: line.append("/blobs/")
        case .tagsList:
            line.append("/tags/list")
            return
        case .upload:
            line.append("/blobs/uploads/")
            return
        case .manifest, .ping, .odd, .nothing, .tlsHello: line.append("/manifests/")
        }
        switch request.referenceKind {
        case .tag: line.append(repository.tags[Int(request.reference)])
        case .missingTag:
            line.append("v99.0.")
            line.append(Int(request.reference))
        case .digest:
            line.append("sha256:")
            line.append(digest: request.reference)
        case .signature:
            line.append("sha256-")
            line.append(digest: request.reference)
            line.append(".sig")
        }
    }
}
