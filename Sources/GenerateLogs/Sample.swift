import ArgumentParser
import EbbTesting

struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "60 days of a small registry, with the redirect on day 25.",
        discussion: """
            Example: generate-logs sample --output sample
            writes sample/access-2023-02-24.log.gz and 59 more, and sample/truth.json.
            """
    )

    @OptionGroup var output: OutputOptions

    @Option(help: "How many days, from 2023-02-24.")
    var days = Scenario.sample.days

    func validate() throws {
        guard (1...3660).contains(days) else { throw ValidationError("--days takes 1 to 3660") }
    }

    func run() throws {
        var scenario = Scenario.sample
        scenario.days = days
        try output.write(scenario)
    }
}
