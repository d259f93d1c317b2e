import AccessLogs
import ArgumentParser
import ConfigurationFile
import Foundation
import Ingest
import Registry
import SQLiteStore
import Store

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Reads access logs, counts them and saves what they say.",
        discussion: """
            Example:

              ebb ingest --host k8s.gcr.io /var/log/nginx/access.log /var/log/nginx/old/

            Files may be plain or compressed with gzip, folders are searched, - is standard input. Each line counts \
            once: a file that was read before is passed over, a log that has grown is continued, whatever rotation \
            called it.

            The format is found from the first lines. --format takes a name (\(LogFormat.all.joined(separator: ", "))) \
            or the server's own string, as it stands in the configuration of nginx, Apache or Envoy. What syslog, Docker, \
            Kubernetes or journald put around a line is taken off by itself. Not understood? ebb explain shows why.

              ebb ingest access.log --format \\
                '$host $remote_addr [$time_local] "$request" $status $body_bytes_sent'
            """
    )

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @OptionGroup var storeOption: StoreOption
    @OptionGroup var configurationOption: ConfigurationOption

    @Option(help: ArgumentHelp("A format's name, or a format string of nginx, Apache or Envoy.", valueName: "format"))
    var format: String?
    @Option(help: ArgumentHelp("The host that was asked, for lines that name none.", valueName: "name"))
    var host: String?
    @Option(
        help:
            "Where in the chain the logs were written: edge, front, origin or backend. (default: as the format has it)"
    )
    var vantage: Vantage?
    @Option(help: "Sources that are read at a time. (default: one a core)")
    var jobs: Int?
    @Option(help: ArgumentHelp("Bytes that a line may have.", valueName: "bytes"))
    var lineLimit = 1 << 20
    @Option(
        help: ArgumentHelp(
            "What tables may take up in memory; the rest waits in a file beside the store.",
            valueName: "size"
        )
    )
    var memory = "1G"
    @Flag(help: "Count sources anew that were counted under other settings.")
    var replace = false
    @Flag(help: "Count, and write nothing.")
    var dryRun = false
    @Option(help: "How to write the result.")
    var output = OutputFormat.table

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is \(jobs); it must be 1 to 1024.") }
        guard (1024...(1 << 30)).contains(lineLimit) else {
            throw ValidationError("--line-limit is \(lineLimit); it must be 1,024 to 1,073,741,824 bytes.")
        }
        _ = try MemorySize(option: memory)
        if let host, host.isEmpty { throw ValidationError("--host is empty; name the host that was asked.") }
        if let host, host.contains("/") {
            throw ValidationError("--host is \"\(printable(host))\"; give the name alone, for instance k8s.gcr.io.")
        }
        if let format { try checkFormat(format) }
    }

    func run() async throws {
        try await reporting {
            // Before anything is written: what can't be read, can't be ingested by.
            _ = try configurationOption.read()
            let sources = SourceList(paths)
            // Nothing to save leaves no store behind.
            let store = dryRun || sources.paths.isEmpty ? nil : try storeOption.writing()
            let stored = try ConfigurationOption.stored(in: store ?? storeOption.readingIfThere())
            let configuration = try configurationOption.read(over: stored) ?? stored
            let key = try KeyFile.key(for: configuration.privacy, isDryRun: store == nil)
            let settings = Settings(
                migration: configuration.migration,
                privacy: configuration.privacy,
                host: host,
                format: format,
                vantage: vantage,
                proxies: configuration.proxies,
                jsonFields: configuration.json
            )
            let progress = IngestProgress()
            let run = IngestRun(
                store: store,
                settings: settings,
                key: key,
                jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
                memoryLimit: try MemorySize(option: memory).bytes,
                // Not the system's own folder, which may lie in the memory.
                folder: store.map { _ in storeOption.folder } ?? NSTemporaryDirectory(),
                lineLimit: lineLimit,
                configuration: configuration.stored.yaml(),
                replaces: replace,
                progress: progress
            )
            let begin = ContinuousClock.now
            let stopping = Stopping(progress)
            let bar = ProgressBar(progress, sources)
            let outcome = await Result { () async throws(StoreError) in try await run.run(sources) }
            bar.end()
            stopping.end()
            let report = try outcome.get()
            let age = Int64(configuration.privacy.forgetAfterDays) * 86_400
            try store?.forgetClients(readBefore: Int64(Date().timeIntervalSince1970) - age)
            try store?.gather()
            try IngestOutput(report, seconds: (ContinuousClock.now - begin).seconds, isDryRun: dryRun)
                .write(as: output, of: sources, isStopped: progress.isStopping, store: storeOption.path)
        }
    }
}

extension Vantage: ExpressibleByArgument {}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Result where Failure == StoreError {
    fileprivate init(_ work: () async throws(StoreError) -> Success) async {
        do throws(StoreError) {
            self = .success(try await work())
        } catch {
            self = .failure(error)
        }
    }
}
