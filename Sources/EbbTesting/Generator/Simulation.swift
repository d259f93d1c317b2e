/// One simulated day: who asks what when, and what is answered.
///
/// Days do not depend on one another, so any day can be made alone. A session that would cross midnight starts earlier.
struct Simulation {
    /// The pull that is going on.
    struct Session {
        var client: UInt32
        var agent: UInt16
        var repository: UInt16
        var tag: UInt16
        var asksLegacy: Bool
        /// Milliseconds since the day began.
        var time: UInt32
        /// A request found no answer behind its redirect: the tool gives up.
        var isLost = false
    }

    static let daySeconds = 86_400
    /// The longest that a session may take, in milliseconds.
    static let longestSession: UInt32 = 150_000

    let scenario: Scenario
    let catalogue: Catalogue
    let population: Population
    /// The day, counted from 1.
    let day: Int
    var draw: Draw
    var requests: [LoggedRequest] = []
    var tally: Tally
    var session = Session(client: 0, agent: 0, repository: 0, tag: 0, asksLegacy: false, time: 0)

    init(scenario: Scenario, catalogue: Catalogue, population: Population, day: Int) {
        self.scenario = scenario
        self.catalogue = catalogue
        self.population = population
        self.day = day
        draw = Draw(scenario.seed, 0xDA7, UInt64(bitPattern: Int64(day)))
        tally = Tally(scenario: scenario, population: population)
    }

    /// Runs the day. `pullsPerPair` is the mean on a working day.
    mutating func run(pullsPerPair: Double) {
        requests.reserveCapacity(scenario.linesPerDay + scenario.linesPerDay / 10)
        let mean = pullsPerPair * Self.activity(weekday: scenario.date(day).weekday)
        let isThere = population.clients.indices.map {
            Attendance(client: $0, scenario: scenario).isThere(on: day)
        }
        for pair in population.pairs where isThere[Int(pair.client)] {
            pull(pair, times: draw.rounded(mean * Double(pair.activity)))
        }
        addNoise(pulls: requests.count)
    }

    /// All pulls of a pair on this day.
    mutating func pull(_ pair: Population.Pair, times: Int) {
        guard times > 0 else { return }
        tally.beginPair()
        for _ in 0..<times {
            let tags = catalogue.repositories[Int(pair.repository)].tags.count
            session = Session(
                client: pair.client,
                agent: pair.agent,
                repository: pair.repository,
                tag: draw.chance(0.85) ? pair.tag : UInt16(draw.below(tags)),
                asksLegacy: pair.move.asksLegacy(on: day),
                time: startTime()
            )
            runSession()
        }
    }

    /// Working days are busier than weekends.
    private static func activity(weekday: Int) -> Double {
        [1, 1.04, 1.03, 1.02, 0.96, 0.62, 0.58][weekday]
    }

    /// Nights are quieter than days; hours in UTC, with users all over the world.
    private static let hours = Weights([
        30, 27, 26, 26, 28, 32, 38, 45, 52, 56, 58, 57, 56, 60, 64, 66, 65, 62, 56, 50, 45, 41, 37, 33,
    ])

    private mutating func startTime() -> UInt32 {
        let hour = Self.hours.pick(&draw)
        let time = UInt32(hour * 3_600_000 + draw.below(3_600_000))
        let last = UInt32(Self.daySeconds * 1000) - Self.longestSession
        return time < last ? time : time - Self.longestSession
    }

    /// In the order in which a server would write them.
    func inOrder() -> [UInt32] {
        var starts = [Int](repeating: 0, count: Self.daySeconds + 1)
        for request in requests { starts[Int(request.time) / 1000 + 1] += 1 }
        for second in 1...Self.daySeconds { starts[second] += starts[second - 1] }
        var order = [UInt32](repeating: 0, count: requests.count)
        var ends = starts
        for (index, request) in requests.enumerated() {
            // Sorted by insertion within the second, so that equal times keep the order of the simulation.
            let second = Int(request.time) / 1000
            var place = ends[second]
            while place > starts[second], requests[Int(order[place - 1])].time > request.time {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = UInt32(index)
            ends[second] += 1
        }
        return order
    }
}
