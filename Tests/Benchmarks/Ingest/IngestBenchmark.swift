import ArgumentParser
import Foundation

struct IngestBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Times ebb ingest of a large registry's day beside gzip -dc and other tools, in the same run.",
        discussion: """
            Example: benchmarks ingest --data .build/bench
            makes the logs there, once (4 GB), and measures in five rounds; each ingest fills a store of its own.
            What is not installed is skipped, and said so. On a machine of many cores: taskset -c 0,1 benchmarks …
            """
    )

    @Option(help: "The folder of the logs.")
    var data = ".build/bench"
    @Option(help: "The program to measure. (default: the one beside this)")
    var ebb: String?
    @Option(help: "The same program, built with --traits ISAL.")
    var isal: String?
    @Option(help: "A Python that has DuckDB.")
    var python = ".venv/bin/python3"
    @Option(help: "Rounds; the median counts. What takes long is measured once.")
    var rounds = 5
    @Flag(help: "Measure a registry ten times as large, too: 50 million lines.")
    var long = false
    @Option(help: "Measure only figures whose name holds this text.")
    var only = ""

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds takes 1 or more.") }
    }

    func run() throws {
        let this = CommandLine.arguments[0]
        // A child of its own, since a child's memory is counted from its parent's on.
        let making = [this, "ingest-logs", "--data", data] + (long ? ["--long"] : [])
        try Child.run(making, errors: nil)
        let folder = try LogFolder(data)
        let scratch = "\(data)/scratch"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let tools = try Tools(
            ebb: ebb ?? URL(fileURLWithPath: this).deletingLastPathComponent().path + "/ebb",
            isal: isal,
            python: python,
            scratch: scratch
        )
        let rows = Row.all(folder, isLong: long).filter { only.isEmpty || $0.title.contains(only) }
        var skipped: [Subject.Program: String] = [:]
        var subjects: [Subject] = []
        for subject in rows.flatMap(\.needs) where !subjects.contains(subject) {
            if let reason = tools.reasonToSkip(subject.program) {
                skipped[subject.program] = "skipped: \(reason)"
            } else {
                subjects.append(subject)
            }
        }
        print(Machine.description(tools))
        var measuring = Measuring(tools: tools, folder: folder)
        try measuring.measure(subjects, rounds: rounds)
        skipped.merge(measuring.failures) { first, _ in first }
        print(table(rows, measuring, skipped))
        print(absolute(subjects.filter { measuring.usages[$0] != nil }, measuring))
    }

    /// The figures, each beside its floor and the one striven for.
    private func table(_ rows: [Row], _ measuring: Measuring, _ skipped: [Subject.Program: String]) -> String {
        let cells = rows.map { row in
            let reason = row.needs.lazy.compactMap { skipped[$0.program] }.first
            let value = reason ?? row.text(measuring, rounds: rounds)
            return [row.title, value, row.floor, row.aim]
        }
        return markdown(["figure", "measured", "floor", "striven for"], cells)
    }

    /// What each subject used, medians of the rounds.
    private func absolute(_ subjects: [Subject], _ measuring: Measuring) -> String {
        let cells = subjects.map { subject in
            let used = measuring.usages[subject] ?? []
            return [
                subject.name, String(format: "%.2f", median(used.map(\.processor))),
                String(format: "%.2f", median(used.map(\.wall))),
                String(format: "%.0f", median(used.map(\.peak)) / 1e6), "\(used.count)",
            ]
        }
        return markdown(["measured", "CPU s", "wall s", "peak MB", "rounds"], cells)
    }
}
