import EbbTesting
import Testing

/// The truth against a slow count of what was written.
struct TruthTests {
    @Test(arguments: [1, 24, 25, 31, 60], Scenario.CurrentServes.allCases)
    func agreesWithLines(day: Int, currentServes: Scenario.CurrentServes) {
        var scenario = Scenario.sample.divided(by: 4)
        scenario.currentServes = currentServes
        let generator = Generator(scenario)
        let text = String(decoding: generator.lines(day: day), as: UTF8.self).split(separator: "\n")
        let lines = text.compactMap { ParsedLine($0) }
        #expect(lines.count == text.count)
        let truth = generator.truth(day: day)
        #expect(truth.lines == lines.count)
        #expect(truth.clients == Set(lines.map(\.client)).count)
        let pairs = lines.compactMap { line in line.repository.map { "\(line.client) \($0)" } }
        #expect(truth.pairs == Set(pairs).count)
        let byHost = Dictionary(grouping: lines, by: \.host)
        #expect(Set(truth.hosts.map(\.host)) == Set(byHost.keys))
        for host in truth.hosts {
            agrees(host, with: byHost[host.host] ?? [])
        }
    }

    private func agrees(_ truth: Truth.HostDay, with lines: [ParsedLine]) {
        let isFront = truth.role == .legacy || truth.role == .current
        let name = "\(truth.host)"
        #expect(truth.lines == lines.count, "\(name)")
        #expect(truth.bytes == lines.reduce(0) { $0 + $1.bytes }, "\(name)")
        #expect(truth.clients == Set(lines.map(\.client)).count, "\(name)")
        #expect(truth.empty == lines.count { $0.path.isEmpty }, "\(name)")
        #expect(truth.tlsHellos == lines.count { $0.path.hasPrefix("\\x16\\x03\\x01") }, "\(name)")
        let statuses = Dictionary(grouping: lines, by: \.status).mapValues(\.count)
        #expect(
            statuses == Dictionary(uniqueKeysWithValues: truth.statuses.map { ($0.status, $0.requests) }),
            "\(name)"
        )
        #expect(truth.followed == lines.count { $0.referer.hasPrefix("https://k8s.gcr.io/") }, "\(name)")
        #expect(truth.lost <= lines.count { $0.status == 302 }, "\(name)")
        let manifestHeads = lines.count { $0.method == "HEAD" && $0.path.contains("/manifests/") }
        #expect(truth.manifestHeads == manifestHeads, "\(name)")
        #expect(truth.manifestGets == lines.count { $0.isManifestGet }, "\(name)")
        if isFront {
            #expect(truth.blobGets == lines.count { $0.isBlobGet }, "\(name)")
            repositoriesAgree(truth, with: lines)
        } else {
            #expect(truth.manifestPulls == 0, "\(name)")
        }
    }

    private func repositoriesAgree(_ truth: Truth.HostDay, with lines: [ParsedLine]) {
        let named = lines.filter { $0.repository != nil }
        let byRepository = Dictionary(grouping: named) { $0.repository ?? "" }
        #expect(Set(truth.repositories.map(\.name)) == Set(byRepository.keys))
        for repository in truth.repositories {
            let lines = byRepository[repository.name] ?? []
            let pulls = lines.filter { line in
                line.isManifestGet && !line.path.contains("/manifests/sha256-")
                    && (line.status == 200 || line.status == 307)
            }
            #expect(repository.requests == lines.count, "\(repository.name)")
            #expect(repository.bytes == lines.reduce(0) { $0 + $1.bytes }, "\(repository.name)")
            #expect(repository.manifestPulls == pulls.count, "\(repository.name)")
            #expect(repository.clients == Set(lines.map(\.client)).count, "\(repository.name)")
        }
        #expect(truth.manifestPulls == truth.repositories.reduce(0) { $0 + $1.manifestPulls })
    }

    @Test func followedAndLostAreWhatLegacyRedirected() throws {
        let generator = Generator(.sample.divided(by: 2))
        for day in [28, 40] {
            let truth = generator.truth(day: day)
            let legacy = try #require(truth.hosts.first { $0.role == .legacy })
            let current = try #require(truth.hosts.first { $0.role == .current })
            let redirected = try #require(legacy.statuses.first { $0.status == 302 }).requests
            let reached = current.followed + current.followedUnseen
            let refused = current.statuses.filter { $0.status == 429 || $0.status == 503 }.reduce(0) {
                $0 + $1.requests
            }
            #expect(legacy.lost > 0)
            #expect(redirected - legacy.lost <= reached)
            // A refused request is asked again at current.
            #expect(reached <= redirected - legacy.lost + refused)
        }
    }

    @Test func nothingIsRedirectedBeforeTheRedirect() throws {
        let truth = Generator(.sample.divided(by: 4)).truth(day: 24)
        #expect(truth.pulls.followed == 0)
        #expect(truth.pulls.lost == 0)
        #expect(truth.hosts.first { $0.role == .legacy }?.statuses.contains { $0.status == 302 } == false)
    }

    @Test func oneDayHasTheSameTruthInEveryShapeThatSeesAll() {
        var scenario = GeneratorTests.small()
        let vhost = Generator(scenario).truth(day: 27)
        scenario.shape = .nginxJSON
        #expect(Generator(scenario).truth(day: 27) == vhost)
        scenario.shape = .googleLB
        let unreadable = vhost.hosts.reduce(0) { $0 + $1.empty + $1.tlsHellos }
        #expect(Generator(scenario).truth(day: 27).lines == vhost.lines - unreadable)
    }
}
