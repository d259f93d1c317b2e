import EbbTesting
import Testing

/// The order of requests of each tool, as recorded with the real ones.
///
/// p ping, h HEAD tag, H HEAD digest, T GET tag, D GET digest, B GET blob, s GET signature, l list of tags.
struct SequenceTests {
    /// Agent and letters of sessions at legacy before the redirect, of clients that had only one that day, without
    /// refused requests, missing tags, broken downloads and pushes.
    private static let sessions: [(agent: String, letters: String)] = {
        var scenario = Scenario.referenceDay
        scenario.redirectDay = 100
        scenario.clients = 12_000
        scenario.pairs = 12_000
        scenario.repositories = 100
        scenario.linesPerDay = 30_000
        let lines = ParsedLine.all(in: Generator(scenario).lines(day: 1)).filter { $0.host == "k8s.gcr.io" }
        let byClient = Dictionary(grouping: lines, by: \.client)
        return byClient.values.compactMap { own in
            guard let first = own.first, let last = own.last, last.time - first.time < 15 else { return nil }
            guard own.allSatisfy({ $0.status == 200 && $0.agent == first.agent }) else { return nil }
            return (first.agent, own.map(\.letter).joined())
        }
    }()

    @Test(arguments: [
        ("containerd/", "h|hD{1,2}B+|HD{1,2}B+"),
        ("docker/20", "ph|phD{1,2}B+|pD{1,2}B+"),
        ("docker/23", "ph|phD{1,2}B+|pD{1,2}B+"),
        ("docker/19", "pTD?B*"),
        ("cri-o/", "pTD?B*"),
        ("skopeo/", "pTD?B*"),
        ("containers/", "pTD?B*"),
        ("crane/", "pTD?B*"),
        ("kaniko/", "pTD?B*"),
        ("flux/", "pTD?B*"),
        ("buildkit/", "h|[hH]D{1,2}B+"),
        ("cosign/", "ps"),
        ("curl/", "h|T"),
        ("Renovate/", "pl"),
        ("dependabot-core/", "pl"),
    ])
    func isThatOfTheTool(agent: String, sequence: String) throws {
        let pattern = try Regex(sequence)
        let own = Self.sessions.filter { $0.agent.hasPrefix(agent) }
        #expect(own.count >= 5)
        for session in own {
            #expect(session.letters.wholeMatch(of: pattern) != nil, "\(session.agent): \(session.letters)")
        }
    }

    /// Each way through a sequence occurs, not only the shortest.
    @Test(arguments: [
        ("containerd/", ["h", "hDDB", "HD"]), ("docker/20", ["ph", "phDDB", "pD"]), ("cri-o/", ["pTDB", "pTD"]),
    ])
    func takesEveryTurn(agent: String, beginnings: [String]) {
        for beginning in beginnings {
            #expect(
                Self.sessions.contains { $0.agent.hasPrefix(agent) && $0.letters.hasPrefix(beginning) },
                "\(beginning)"
            )
        }
    }

    /// Go's tools name the URL that redirected them, curl and Java's do not.
    @Test func onlyGoSendsReferers() {
        let lines = ParsedLine.all(in: Generator(.sample).lines(day: 45))
        let followed = lines.filter { $0.referer.hasPrefix("https://k8s.gcr.io/") }
        #expect(followed.allSatisfy { $0.host == "registry.k8s.io" && $0.referer.hasSuffix($0.path) })
        #expect(followed.contains { $0.method == "HEAD" } && followed.contains { $0.path.contains("/blobs/") })
        let silent = ["curl/", "Artifactory/", "Nexus/", "Renovate/", "dependabot-core/"]
        for agent in silent {
            #expect(lines.filter { $0.agent.hasPrefix(agent) }.allSatisfy { $0.referer == "-" }, "\(agent)")
        }
        #expect(
            lines.filter { $0.host.hasSuffix("amazonaws.com") }.contains {
                $0.referer.hasPrefix("https://registry.k8s.io/")
            }
        )
    }
}
