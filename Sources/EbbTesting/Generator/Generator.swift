/// Makes the logs of a registry's move, and knows the truth about them.
///
/// The same scenario gives the same bytes, on every machine. Any day can be made alone.
///
///     let generator = Generator(.sample)
///     let bytes = generator.lines(day: 25)
///     let truth = generator.truth(day: 25)
package struct Generator: Sendable {
    /// A file of a day's log in memory.
    package struct LogFile: Sendable, Equatable {
        package let name: String
        package let host: String?
        package var lines: Int
        package var bytes: [UInt8]
    }

    package let scenario: Scenario
    private let catalogue: Catalogue
    private let population: Population
    private let pullsPerPair: Double

    package init(_ scenario: Scenario) {
        self.scenario = scenario
        catalogue = Catalogue(scenario: scenario)
        population = Population(scenario: scenario, catalogue: catalogue)
        pullsPerPair = Self.pullsPerPair(scenario, catalogue, population)
    }

    package var moves: Truth.Moves {
        Truth.Moves(scenario: scenario, pairs: population.pairs)
    }

    /// The lines of a day, counted from 1. Shapes without a host have one file's lines after the other's.
    package func lines(day: Int) -> [UInt8] {
        files(day: day).flatMap(\.bytes)
    }

    /// The files of a day, counted from 1.
    package func files(day: Int) -> [LogFile] {
        var files: [LogFile] = []
        _ = write(day: day) { file, host, lines, bytes in
            if let index = files.firstIndex(where: { $0.name == file }) {
                files[index].lines += lines
                files[index].bytes += bytes
            } else {
                files.append(LogFile(name: file, host: host, lines: lines, bytes: bytes))
            }
        }
        return files
    }

    /// The truth about a day, counted from 1.
    package func truth(day: Int) -> Truth.Day {
        simulate(day: day).tally.day(scenario.date(day), catalogue: catalogue)
    }

    /// Makes a day's lines and hands them on by and by: the file's name, its host where it is one host's, and whole lines.
    package func write<Failure: Error>(
        day: Int,
        to sink: (_ file: String, _ host: String?, _ lines: Int, _ bytes: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> Truth.Day {
        let simulation = simulate(day: day)
        let order = simulation.inOrder()
        let date = scenario.date(day)
        let shape = scenario.shape
        let writer = shape.writer(context(of: date))
        let hosts: [Int?] = shape.isPerHost ? [Host.legacy, Host.current] : [nil]
        var buffer = LineBuffer(capacity: Self.chunk + 4096)
        for host in hosts {
            let hostName = host.map { Host.all[$0].name }
            let name = shape.fileName(host: hostName, day: date)
            for text in writer.header {
                buffer.append(text)
                buffer.endLine()
            }
            for index in order {
                let request = simulation.requests[Int(index)]
                if let host, Int(request.host) != host { continue }
                writer.write(request, to: &buffer)
                buffer.endLine()
                if buffer.bytes.count >= Self.chunk {
                    try sink(name, hostName, buffer.lines, buffer.bytes)
                    buffer.removeAll()
                }
            }
            try sink(name, hostName, buffer.lines, buffer.bytes)
            buffer.removeAll()
        }
        return simulation.tally.day(date, catalogue: catalogue)
    }

    private static let chunk = 1 << 20

    func context(of date: CivilDay) -> LineContext {
        LineContext(
            catalogue: catalogue,
            population: population,
            date: date,
            escaping: scenario.shape.agentEscaping
        )
    }

    func simulate(day: Int) -> Simulation {
        var simulation = Simulation(scenario: scenario, catalogue: catalogue, population: population, day: day)
        simulation.run(pullsPerPair: pullsPerPair)
        return simulation
    }

    /// Learns from a part of the pairs how many lines a pull of day 1 makes, to meet ``Scenario/linesPerDay``.
    private static func pullsPerPair(
        _ scenario: Scenario,
        _ catalogue: Catalogue,
        _ population: Population
    ) -> Double {
        var whole = scenario
        whole.shape = .vhostCombined
        var trial = Simulation(scenario: whole, catalogue: catalogue, population: population, day: 1)
        var activity = 0.0
        for index in stride(from: 0, to: population.pairs.count, by: max(population.pairs.count / 20_000, 1)) {
            let pair = population.pairs[index]
            activity += Double(pair.activity)
            trial.pull(pair, times: trial.draw.rounded(Double(pair.activity) * 4))
        }
        let linesPerPull = Double(trial.requests.count) * 1.01 / 4 / max(activity, 1)
        let attendance = population.clients.indices.map {
            Attendance(client: $0, scenario: scenario).expectedShare(ofDays: scenario.days)
        }
        let wholeActivity = population.pairs.reduce(0) { $0 + Double($1.activity) * attendance[Int($1.client)] }
        return Double(scenario.linesPerDay) / linesPerPull / wholeActivity
    }
}
