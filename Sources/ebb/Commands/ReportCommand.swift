import Analysis
import ArgumentParser
import ConfigurationFile
import Foundation
import Registry
import Reports
import SQLiteStore
import Store

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes the pages and their data as files that can be mailed or put behind any web server.",
        discussion: """
            Example:

              ebb report --output report
              open report/index.html

            The folder holds index.html, stragglers.html, images.html, clients.html, tools.html, \
            sources.html, with lists of networks networks.html, with tariffs cost.html, a page for each of the \
            \(Report.imagesAtMost) images with most requests, data/ with everything as CSV and JSON, and summary.md. \
            Nothing in it needs a network or another file. Clients are shown as privacy.show says. The same store \
            makes the same bytes.

            A report that lies there already is replaced as a whole; any other folder that holds something is refused.
            """
    )

    @OptionGroup var storeOption: StoreOption
    @OptionGroup var configurationOption: ConfigurationOption

    @Option(
        help: ArgumentHelp("The first day, UTC. (default: of lists, 28 days before the last)", valueName: "YYYY-MM-DD")
    )
    var from: Day?
    @Option(
        help: ArgumentHelp("The last day, UTC; it counts too. (default: the last with data)", valueName: "YYYY-MM-DD")
    )
    var to: Day?
    @Option(
        help: ArgumentHelp(
            "What somebody else counted: the foot says how it compares; see ebb reconcile.",
            valueName: "file.csv"
        )
    )
    var reconcile: String?
    @Option(help: ArgumentHelp("Whose requests --reconcile tells. (default: legacy)", valueName: "name"))
    var endpoint: String?
    @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"))
    var output: String

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output is empty; name the folder to write.") }
        if let from, let to, to < from {
            throw ValidationError("The range ends on \(to), before it begins on \(from).")
        }
        if endpoint != nil, reconcile == nil {
            throw ValidationError("--endpoint says whose requests --reconcile tells; give that too.")
        }
    }

    func run() async throws {
        try await reporting {
            let store = try storeOption.remembering()
            let configuration = try configurationOption.read(for: store)
            let costs = try configuration.costs.withRegistryFront()
            let context = PageContext(
                migration: configuration.migration,
                privacy: configuration.privacy,
                version: Ebb.version,
                knowsNetworks: !configuration.networkFiles.isEmpty,
                costs: costs,
                reconciled: try reconciled(store, configuration.migration)
            )
            let networks = try configuration.networks()
            let key = KeyFile.shownKey(for: configuration.privacy)
            let report = Report(context, from: from, to: to)
            let ask = { @Sendable (query: Query, store: any Store) throws -> Answer in
                var query = query
                query.visibility = .shown(configuration.privacy, key: key)
                return try store.answer(query, configuration.migration, networks: networks, costs: costs)
            }
            let folder = try ReportFolder(output)
            let shared = SharedWork()
            var help: Task<Void, any Error>?
            do {
                // All files tell of one state of the store, whatever is ingested meanwhile.
                try store.snapshot(timeLimit: nil) { snapshot in
                    let version = try snapshot.version()
                    help = Task.detached {
                        try store.snapshot(timeLimit: nil) { snapshot in
                            guard try snapshot.version() == version else { return }
                            try report.help(shared, ask: { try ask($0, snapshot) }, to: folder.write)
                        }
                    }
                    try report.write(shared, ask: { try ask($0, snapshot) }, to: folder.write)
                }
                try await help?.value
                try folder.finish()
            } catch {
                help?.cancel()
                // What is still being written would stay behind.
                _ = await help?.result
                folder.abandon()
                throw error
            }
            print(
                "\(Figure.count(folder.files, "file")), \(Figure.bytes(folder.bytes)), in \(printable(output)). "
                    + "Begin with \(printable(output))/index.html"
            )
        }
    }

    /// How the store compares with the file of `--reconcile`; nil: none was given.
    private func reconciled(_ store: any Store, _ migration: Migration) throws -> String? {
        guard let reconcile else { return nil }
        let comparison = try Comparison(
            OutsideTotals(csvFile: reconcile),
            store,
            migration,
            endpoint: endpoint ?? Role.legacy.rawValue,
            days: (from, to),
            Sampling()
        )
        let name = URL(fileURLWithPath: reconcile).lastPathComponent
        guard let sentence = comparison.sentence(file: name) else {
            throw Failure("\(reconcile) and the logs have no day in common. Compare them with: ebb reconcile")
        }
        return sentence
    }
}
