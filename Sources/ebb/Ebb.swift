import ArgumentParser
import Ingest

@main
struct Ebb: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "ebb",
        abstract: "Counts who still pulls what from a container registry's old endpoint.",
        discussion: """
            Ebb reads access logs, adds them up in one SQLite file, and says how far the move to the new endpoint has \
            come.

              ebb ingest --host k8s.gcr.io /var/log/nginx/access.log
              ebb query summary
              ebb report --output report

            Results go to standard output, everything else to standard error. All dates and times are UTC.

            Exit codes: 0 done; 1 not all was done; 64 wrong usage; 70 internal error.
            """,
        version: "\(version) (\(InflatingStream.library))",
        subcommands: [
            IngestCommand.self, ExplainCommand.self, QueryCommand.self, ServeCommand.self, ReportCommand.self,
            ReconcileCommand.self, TokenCommand.self, ConfigCommand.self,
        ]
    )
}
