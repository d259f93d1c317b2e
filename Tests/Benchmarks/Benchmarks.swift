import ArgumentParser

@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks",
        abstract: "Measures ebb. Prints what it finds and judges nothing.",
        subcommands: [YearStore.self, Serve.self, Formats.self, Networks.self, IngestBenchmark.self, IngestLogs.self]
    )
}
