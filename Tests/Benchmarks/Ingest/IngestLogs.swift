import ArgumentParser

/// A program of its own beside `benchmarks ingest`, since generating takes memory that would be counted as its
/// children's.
struct IngestLogs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest-logs",
        abstract: "Makes the logs that benchmarks ingest reads, each once. It runs this itself.",
        discussion: """
            Example: benchmarks ingest-logs --data .build/bench
            writes 4 GB in a few minutes; with --long 2 GB more, for which it needs 14 GB for a while. Remove the folder
            to have them made anew.
            """
    )

    @Option(help: "The folder of the logs.")
    var data: String
    @Flag(help: "Make the log of 50 million lines, too.")
    var long = false

    func run() throws {
        var maker = try LogMaker(data)
        for log in BenchmarkLog.allCases where long || log != .fiftyMillion { try maker.make(log) }
    }
}
