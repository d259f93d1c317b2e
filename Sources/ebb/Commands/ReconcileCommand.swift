import Analysis
import ArgumentParser
import ConfigurationFile
import Foundation
import Registry
import Store

struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compares what Ebb counted with what somebody else did.",
        discussion: """
            Example:

              ebb reconcile cdn-report.csv --endpoint CDN

            The file is CSV (commas, semicolons or tabs) with a line of names: a column day (or date, time: UTC, as \
            2023-03-20), and requests, bytes or both; bytes may be kB, MB, GB, TB, KiB, MiB, GiB or TiB. Lines of one day \
            add up; other columns are left alone.
            """
    )

    @Argument(help: "What somebody else counted, as CSV; - reads standard input.")
    var file: String

    @OptionGroup var storeOption: StoreOption
    @OptionGroup var configurationOption: ConfigurationOption

    @Option(help: ArgumentHelp("Whose requests they are: an endpoint's name, or a role.", valueName: "name"))
    var endpoint = "legacy"
    @Option(help: ArgumentHelp("The first day, UTC.", valueName: "YYYY-MM-DD"))
    var from: Day?
    @Option(help: ArgumentHelp("The last day, UTC; it counts too.", valueName: "YYYY-MM-DD"))
    var to: Day?
    @Option(help: ArgumentHelp("The logs hold one request in so many.", valueName: "number"))
    var logsSampled: Int64 = 1
    @Option(help: ArgumentHelp("The other numbers were made of one request in so many.", valueName: "number"))
    var outsideSampled: Int64 = 1
    @Option(help: "How to write the comparison.")
    var output = OutputFormat.table

    func validate() throws {
        for (name, number) in [("--logs-sampled", logsSampled), ("--outside-sampled", outsideSampled)]
        where !(1...1_000_000).contains(number) {
            throw ValidationError("\(name) is \(number); give how many requests one stands for, from 1 to 1000000.")
        }
        if let from, let to, to < from {
            throw ValidationError("The range ends on \(to), before it begins on \(from).")
        }
    }

    func run() async throws {
        try await reporting {
            let outside = try OutsideTotals(csvFile: file)
            let store = try storeOption.reading()
            let configuration = try configurationOption.read(for: store)
            let comparison = try Comparison(
                outside,
                store,
                configuration.migration,
                endpoint: endpoint,
                days: (from, to),
                Sampling(logs: logsSampled, outside: outsideSampled)
            )
            let rows = comparison.rows
            switch output {
            case .json: print(comparison.json, terminator: "")
            case .csv: print(Answer.csv(rows, Comparison.columns), terminator: "")
            case .table:
                print(TextTable(Comparison.columns, rows).text(hasColour: Screen.hasColour), terminator: "")
            }
            for line in comparison.notes(file: file) { say(printable(line)) }
            guard comparison.reconciliation.total != nil else {
                throw Failure(
                    "\(file) and the logs of \(endpoint) have no day in common. Compare the days above, and the endpoint."
                )
            }
        }
    }
}
