import AccessLogs
import ArgumentParser
import ConfigurationFile
import Ingest
import Registry

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows what Ebb reads in the first lines of a log.",
        discussion: """
            Example:

              ebb explain access.log

            For each line: the format, every field, what the request meant and which endpoint it belongs to, or why the \
            line was rejected or belongs to none. Of the first \(Explainer.limit) lines, the first of each other kind \
            follows. Nothing is counted or saved. Addresses are shown as the log has them.
            """
    )

    @Argument(help: ArgumentHelp("A file, or - for standard input.", valueName: "path"))
    var path: String

    @OptionGroup var storeOption: StoreOption
    @OptionGroup var configurationOption: ConfigurationOption

    @Option(help: ArgumentHelp("A format's name, or a format string of nginx, Apache or Envoy.", valueName: "format"))
    var format: String?
    @Option(help: ArgumentHelp("The host that was asked, for lines that name none.", valueName: "name"))
    var host: String?
    @Option(help: ArgumentHelp("Lines to show from the first one on.", valueName: "count"))
    var lines = 3
    @Option(help: "How to write the result: table or json.")
    var output = OutputFormat.table

    func validate() throws {
        guard (1...Explainer.limit).contains(lines) else {
            throw ValidationError("--lines is \(lines); it must be 1 to \(Explainer.limit).")
        }
        guard output != .csv else {
            throw ValidationError("--output is csv; what a line says has no columns: choose table or json.")
        }
        if let format { try checkFormat(format) }
    }

    func run() async throws {
        try await reporting {
            let stored = try ConfigurationOption.stored(in: storeOption.readingIfThere())
            let configuration = try configurationOption.read(over: stored) ?? stored
            let settings = Settings(
                migration: configuration.migration,
                privacy: configuration.privacy,
                host: host,
                format: format,
                proxies: configuration.proxies,
                jsonFields: configuration.json
            )
            let key = try KeyFile.key(for: configuration.privacy, isDryRun: true)
            let explanation: Explanation
            do {
                explanation = try Explainer.explain(path, settings, key: key, shown: lines, lineLimit: 1 << 20)
            } catch let error as SourceError {
                throw Failure(error.description)
            }
            let written = ExplainOutput(explanation, path: path, host: host)
            print(output == .json ? written.json : written.text(hasColour: Screen.hasColour), terminator: "")
            if case .unknown = explanation.detection {
                throw Failure("\(path): no known format fits its first lines. Name one with --format.")
            }
        }
    }
}
