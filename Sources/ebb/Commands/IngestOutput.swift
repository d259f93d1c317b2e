import AccessLogs
import ArgumentParser
import Foundation
import Ingest
import Store

/// What an ingest did, for people and for programs.
struct IngestOutput {
    private let report: IngestRun.Report
    private let seconds: Double
    private let isDryRun: Bool

    init(_ report: IngestRun.Report, seconds: Double, isDryRun: Bool) {
        self.report = report
        self.seconds = seconds
        self.isDryRun = isDryRun
    }

    /// Writes the result, and ends with the exit code that belongs to it.
    func write(as format: OutputFormat, of sources: SourceList, isStopped: Bool, store: String) throws {
        let columns = LedgerRow.columns
        let rows = report.rows.map(\.cells)
        switch format {
        case .json:
            let objects = rows.map { "  " + Answer.object($0, columns) }.joined(separator: ",\n")
            print("{\"sources\": [\n\(objects)\n], \"seconds\": \(Figure.plain(seconds))}")
        case .csv:
            print(Answer.csv(rows, columns), terminator: "")
        case .table:
            let shown = ["name", "format", "status", "lines", "counted", "unrelated", "rejected", "skipped"]
            let indices = columns.indices.filter { shown.contains(columns[$0].name) }
            let table = TextTable(indices.map { columns[$0] }, rows.map { row in indices.map { row[$0] } })
            print(table.text(hasColour: Screen.hasColour), terminator: "")
        }
        for row in report.rows {
            if let error = row.error { say("ebb: " + printable(error)) }
        }
        explainUnrelated()
        let left = sources.paths.count + sources.failures.count - report.rows.count
        summarise(isStopped: isStopped, left: left, store: store)
        if report.needsHost { throw ExitCode(64) }
        if left > 0 || report.rows.contains(where: { $0.status == .failed }) { throw ExitCode(1) }
    }

    private func summarise(isStopped: Bool, left: Int, store: String) {
        var lines = LedgerRow.Lines()
        var bytes: Int64 = 0
        for row in report.rows where row.status == .ingested {
            lines += row.lines
            bytes += row.bytesRead
        }
        let known = report.rows.count { $0.status == .alreadyIngested }
        let failed = report.rows.count { $0.status == .failed }
        let done = report.rows.count { $0.status == .ingested }
        var parts = ["\(Figure.count(Int64(done), "source")) \(isDryRun ? "counted, nothing written" : "ingested")"]
        if known > 0 { parts.append("\(Figure.count(Int64(known))) already ingested") }
        if failed > 0 { parts.append("\(Figure.count(Int64(failed))) failed") }
        if left > 0 { parts.append("\(Figure.count(Int64(left))) not begun") }
        let speed = seconds > 0 ? Int64(Double(lines.total) / seconds) : 0
        say(
            "\(isStopped ? "Stopped. " : "")\(parts.joined(separator: ", ")): \(Figure.count(lines.total, "line")), "
                + "\(Figure.bytes(bytes)) in \(Figure.decimal(seconds, 1)) s (\(Figure.count(speed)) lines/s)."
        )
        if isStopped, left + failed > 0 { say("Run the same command again for the rest.") }
        if lines.rejected > 0 && !isDryRun {
            say("Rejected lines: ebb query rejects --store sqlite:\(printable(store))")
        }
    }

    /// Where no line belongs to the migration, the configuration is what is missing.
    private func explainUnrelated() {
        let lines = report.rows.filter { $0.status == .ingested }.map(\.lines)
        let counted = lines.reduce(0) { $0 + $1.counted }
        let unrelated = lines.reduce(0) { $0 + $1.unrelated }
        guard counted == 0, unrelated > 0 else { return }
        say(
            "None of \(Figure.count(unrelated)) requests belongs to an endpoint of the configuration. Hosts asked most:"
        )
        let hosts = report.unrelatedHosts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
        for (host, count) in hosts {
            say("  \(host.isEmpty ? "(none; give --host)" : printable(host))  \(Figure.count(count))")
        }
        let name = hosts.first { !$0.key.isEmpty }?.key ?? "old.example.com"
        say(
            """
            Write this to ebb.yaml, put the right hosts in, and run again with --config ebb.yaml --replace:
              migration:
                name: my move
                endpoints:
                  - {name: old, role: legacy, hosts: ["\(printable(name))"]}
                  - {name: new, role: current, hosts: ["new.example.com"]}
            """
        )
    }
}

extension Figure {
    /// For programs: milliseconds are enough.
    static func plain(_ seconds: Double) -> String { String((seconds * 1000).rounded() / 1000) }
}

/// Refuses a `--format` that can't be understood before anything is read.
func checkFormat(_ option: String) throws {
    do {
        _ = try LogFormat(option: option)
    } catch {
        throw ValidationError("--format: \(error)")
    }
}
