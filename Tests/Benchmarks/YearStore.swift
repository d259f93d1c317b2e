import ArgumentParser
import EbbTesting
import Foundation
import SQLiteStore
import Store

struct YearStore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "year-store",
        abstract: "Makes the store of a year's move.",
        discussion: """
            Example: benchmarks year-store --output year.sqlite
            writes 365 days, each with about 3,000 of 30,000 clients, in about a minute. The facts are the same in
            every run.
            """
    )

    @Option(name: .shortAndLong, help: "The store's file, which must not exist.")
    var output: String
    @Option(help: "How many days, from 2022-10-01.")
    var days = Scenario.year.days
    @Option(help: "Addresses over the whole year; a day sees about a tenth of them.")
    var clients = Scenario.year.clients
    @Option(help: "Combinations of a client and a repository; a day sees about a tenth of them.")
    var pairs = Scenario.year.pairs
    @Option(help: "Repositories.")
    var repositories = Scenario.year.repositories
    @Option(help: "Requests on a working day.")
    var requests = Scenario.year.linesPerDay
    @Option(help: "Which numbers to draw.")
    var seed = Scenario.year.seed

    func validate() throws {
        guard (1...3660).contains(days) else { throw ValidationError("--days takes 1 to 3660.") }
        guard (12...60_000).contains(repositories) else { throw ValidationError("--repositories takes 12 to 60000.") }
        guard (20...10_000_000).contains(clients) else { throw ValidationError("--clients takes 20 to 10000000.") }
        guard pairs >= clients else { throw ValidationError("--pairs takes as many as --clients, or more.") }
        guard (100...10_000_000).contains(requests) else { throw ValidationError("--requests takes 100 to 10000000.") }
        guard !FileManager.default.fileExists(atPath: output) else {
            throw ValidationError("\(output) is there already; remove it, or name another file.")
        }
    }

    func run() throws {
        var scenario = Scenario.year
        scenario.days = days
        scenario.clients = clients
        scenario.pairs = pairs
        scenario.repositories = repositories
        scenario.linesPerDay = requests
        scenario.seed = seed
        let store = try SQLiteStore(writing: output)
        // As if read just now: nothing is old enough to be forgotten by the next ingest.
        try Generator(scenario).fill(store, readAt: Int64(Date().timeIntervalSince1970)) { row in
            FileHandle.standardError.write(Data("\(row.name): \(row.lines.counted) requests\n".utf8))
        }
    }
}
