/// Who pulls: clients with their tools, and what each of them pulls.
struct Population: Sendable {
    struct Client: Sendable {
        /// The address as text.
        let address: [UInt8]
        let network: UInt8
        /// Which of ``Population/regions`` groups the redirect reaches together.
        let region: UInt8
        /// Index into an image's platforms: amd64, arm64 and three rare ones.
        let platform: UInt8
        /// Reaches legacy but not current, for a firewall's sake.
        let isFencedIn: Bool
        /// Its containerd is told that current stands in for legacy: `?ns=k8s.gcr.io`.
        let usesMirrorSetting: Bool
    }

    /// A client and a repository that it pulls.
    struct Pair: Sendable {
        let client: UInt32
        let repository: UInt16
        let agent: UInt16
        /// The tag it mostly asks for.
        let tag: UInt16
        /// Pulls of a working day in relation to the mean of all pairs.
        let activity: Float
        let move: Move
    }

    static let regions = 10
    private(set) var clients: [Client] = []
    private(set) var pairs: [Pair] = []
    /// Indices of clients that pull nothing and try everything.
    let scanners: Range<Int>

    init(scenario: Scenario, catalogue: Catalogue) {
        var draw = Draw(scenario.seed, 0xC11E)
        let networkWeights = Weights(Address.networks.map(\.weight))
        var addresses = Address()
        let count = scenario.clients + max(scenario.clients / 1000, 2)
        scanners = scenario.clients..<count
        clients.reserveCapacity(count)
        for _ in 0..<count {
            let network = networkWeights.pick(&draw)
            let isIPv6 = draw.chance(0.08)
            clients.append(
                Client(
                    address: addresses.next(in: Address.networks[network], isIPv6: isIPv6, draw: &draw),
                    network: UInt8(network),
                    region: UInt8(draw.below(Self.regions)),
                    platform: draw.chance(0.85) ? 0 : draw.chance(0.85) ? 1 : UInt8(2 + draw.below(3)),
                    isFencedIn: draw.chance(0.015),
                    usesMirrorSetting: draw.chance(0.03)
                )
            )
        }
        pairs = Self.pairs(scenario: scenario, catalogue: catalogue)
    }

    /// Zipf-like on both sides: most clients pull one or two repositories, mirrors hundreds.
    private static func pairs(scenario: Scenario, catalogue: Catalogue) -> [Pair] {
        var draw = Draw(scenario.seed, 0x9A12)
        let most = Double(max(scenario.repositories / 3, 1))
        let mirrors = (0..<scenario.clients).map { _ in draw.chance(0.004) }
        let extras = mirrors.map { draw.longTailed(limit: most / 2) * ($0 ? 20 : 1) }
        let scale = Double(scenario.pairs - scenario.clients) / max(extras.reduce(0, +), 1)
        var lastClient = [Int](repeating: -1, count: scenario.repositories)
        var pairs: [Pair] = []
        pairs.reserveCapacity(scenario.pairs + scenario.pairs / 50)
        for client in 0..<scenario.clients {
            let agents = Self.agents(isMirror: mirrors[client], draw: &draw)
            let schedule = Move.Schedule(draw: &draw)
            let activity = (mirrors[client] ? 3 : 1) * (0.5 + 0.5 * draw.longTailed(limit: 40))
            for _ in 0..<min(1 + draw.rounded(extras[client] * scale), Int(most)) {
                var repository = catalogue.popularity.pick(&draw)
                while lastClient[repository] == client { repository = (repository + 1) % scenario.repositories }
                lastClient[repository] = client
                let tags = catalogue.repositories[repository].tags.count
                let age = draw.unit()
                pairs.append(
                    Pair(
                        client: UInt32(client),
                        repository: UInt16(repository),
                        agent: UInt16(draw.chance(0.9) ? agents.0 : agents.1),
                        tag: UInt16(age * age * Double(tags)),
                        activity: Float(0.5 + 0.5 * draw.longTailed(limit: 20) * activity),
                        move: schedule.move(scenario: scenario, draw: &draw)
                    )
                )
            }
        }
        return pairs
    }

    /// The first tool and, for one client in eight, another one.
    private static func agents(isMirror: Bool, draw: inout Draw) -> (Int, Int) {
        guard !isMirror else {
            let mirror = Agent.mirrorIndices[draw.below(Agent.mirrorIndices.count)]
            return (mirror, mirror)
        }
        let first = Agent.weights.pick(&draw)
        return (first, draw.chance(0.125) ? Agent.weights.pick(&draw) : first)
    }
}
