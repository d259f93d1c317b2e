import ArgumentParser
import EbbTesting
import Foundation
import SQLiteStore
import Store

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times every answer and page of ebb serve beside a running ingest.",
        discussion: """
            Example: benchmarks serve --store year.sqlite
            copies the store, serves the copy, ingests into it without a pause, and lets wrk ask for each address for some
            seconds: first the same over and over, then over a range of days drawn anew each time.
            """
    )

    @Option(help: "A store, for instance of benchmarks year-store.")
    var store: String
    @Option(help: "The program to measure. (default: the one beside this)")
    var ebb: String?
    @Option(help: "How long each address is asked for.")
    var seconds = 5
    @Option(help: "How many ask at a time.")
    var connections = 2
    @Option(help: "Measure only addresses that hold this text.")
    var only = ""
    @Flag(inversion: .prefixedNo, help: "Ingest beside it.")
    var ingest = true

    func validate() throws {
        guard seconds > 0, connections > 0 else { throw ValidationError("--seconds and --connections take 1 or more.") }
    }

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ebb-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appendingPathComponent("copy.sqlite").path
        try FileManager.default.copyItem(atPath: store, toPath: copy)
        guard let days = try SQLiteStore(reading: copy).days() else { throw BenchmarkError("\(store) is empty.") }
        let script = folder.appendingPathComponent("requests.lua")
        try Data(PackageResources.requests_lua).write(to: script)
        let program = ebb ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/ebb"

        let service = try RunningService(ebb: program, store: copy)
        defer { service.end() }
        let questions = try questions(service)
        let running = try ingest ? startIngest(program, copy, folder, days) : nil
        let wrk = Wrk(address: service.address, seconds: seconds, connections: connections, script: script.path)
        say("\(days.count) days, \(connections) connections, \(seconds) s each, on \(cores) cores\n")
        say(line(["address", "asked for", "first ms", "p50 ms", "p99 ms", "max ms", "requests/s", "errors"]))
        for question in questions where question.path.contains(only) || only.isEmpty {
            // wrk spreads one slow answer over all that it would have asked meanwhile: the first is told apart.
            let first = try ContinuousClock().measure { _ = try service.get(question.path) }
            show(question.path, "the same", first: first, try wrk.ask(question.path, .same))
            if let changing = question.changing(days: days) {
                show("", "changing", try wrk.ask(question.path, changing))
            }
        }
        guard let running else { return }
        running.end()
        let result = running.result
        say("\n\(result.ended) ingests ended beside it.")
        if let failure = result.failure { throw BenchmarkError("An ingest failed: \(failure)") }
    }

    private var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

    private func questions(_ service: RunningService) throws -> [Question] {
        struct Rows: Decodable {
            struct Row: Decodable {
                var repository: String?
                var client: String?
            }
            var data: [Row]
        }
        func first(_ path: String) throws -> Rows.Row? {
            try JSONDecoder().decode(Rows.self, from: service.get(path)).data.first {
                $0.repository.map { !$0.hasPrefix("(") } ?? $0.client.map { !$0.hasPrefix("(") } ?? false
            }
        }
        let repository = try first("/api/v1/images?sort=-requests")?.repository ?? ""
        let client = try first("/api/v1/clients?sort=-requests")?.client ?? ""
        let safe = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
        return Question.all(
            repository: repository,
            client: client.addingPercentEncoding(withAllowedCharacters: safe) ?? ""
        )
    }

    /// The logs that are ingested are of the day behind the store's last one.
    private func startIngest(
        _ program: String,
        _ copy: String,
        _ folder: URL,
        _ days: ClosedRange<Int32>
    ) throws -> RunningIngest {
        var scenario = Scenario.year
        scenario.days = Int(days.upperBound) + 1 - scenario.startDay.number + 1
        return try RunningIngest(ebb: program, store: copy, scenario: scenario, day: scenario.days, folder: folder)
    }

    private func show(_ path: String, _ asked: String, first: Duration? = nil, _ result: Wrk.Result?) {
        func text(_ number: Double) -> String { String(format: "%.1f", number) }
        let first = first.map { text($0 / .milliseconds(1)) } ?? ""
        guard let result else {
            say(line([path, asked, first, "–", "–", "–", "–", "no answer within \(seconds) s"]))
            return
        }
        say(
            line([
                path, asked, first, text(result.median), text(result.percentile99), text(result.longest),
                text(result.requestsPerSecond), "\(result.errors)",
            ])
        )
    }

    /// At once: a run takes minutes.
    private func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    private func line(_ cells: [String]) -> String {
        let widths = [48, 10, 9, 9, 9, 9, 11, 7]
        return zip(cells, widths).enumerated().map { index, cell in
            let blank = String(repeating: " ", count: max(cell.1 - cell.0.count, 0))
            return index < 2 ? cell.0 + blank : blank + cell.0
        }.joined(separator: " ")
    }
}
