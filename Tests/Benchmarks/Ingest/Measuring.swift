import Foundation

/// Measures one subject after the other, round for round.
struct Measuring {
    let tools: Tools
    let folder: LogFolder
    /// By subject, one a round.
    private(set) var usages: [Subject: [Usage]] = [:]
    /// Why other tools came to nothing.
    private(set) var failures: [Subject.Program: String] = [:]

    init(tools: Tools, folder: LogFolder) {
        self.tools = tools
        self.folder = folder
    }

    /// All subjects in turn, so that a busy minute of the machine meets each of them alike.
    mutating func measure(_ subjects: [Subject], rounds: Int) throws {
        for log in BenchmarkLog.allCases where subjects.contains(where: { $0.log == log }) {
            // From now on the files lie in memory, as far as there is room.
            try Child.run(["cat"] + folder.paths(log))
        }
        for round in 1...rounds {
            for subject in subjects where round == 1 || !subject.isMeasuredOnce {
                guard failures[subject.program] == nil else { continue }
                let used: Usage
                do {
                    used = try measure(subject)
                } catch let error where subject.program.isOther {
                    failures[subject.program] = "failed"
                    say("\(error)\n")
                    continue
                }
                usages[subject, default: []].append(used)
                say(
                    "Round \(round) of \(rounds): \(subject.name): \(text(used.processor)) s CPU, \(text(used.wall)) s\n"
                )
            }
        }
    }

    /// What a subject used in a round.
    func usage(_ subject: Subject, round: Int) -> Usage? {
        guard let usages = usages[subject], let last = usages.last else { return nil }
        return round < usages.count ? usages[round] : last
    }

    private func measure(_ subject: Subject) throws -> Usage {
        let files = folder.paths(subject.log)
        let output = "\(tools.scratch)/output.txt"
        let errors = "\(tools.scratch)/errors.txt"
        func run() throws -> Usage {
            // What decompresses writes to nowhere; what others say is a few lines.
            let output = subject.program == .gzip ? "/dev/null" : output
            return try Child.run(tools.command(subject, files), output: output, errors: errors)
        }
        switch subject.program {
        case .hash: return try InProcess.hash(files.first ?? "")
        case .parser: return try InProcess.parser(files.first ?? "")
        case .again:
            if !FileManager.default.fileExists(atPath: tools.store(of: subject)) { _ = try run() }
            return try run()
        case .allocations, .instructions:
            removeStore(of: subject)
            var used = try run()
            let count =
                subject.program == .allocations
                ? Figures.allocations(in: output) ?? Figures.allocations(in: errors)
                : Figures.instructions(in: "\(tools.scratch)/perf.txt")
            guard let count else { throw BenchmarkError("\(subject.name) tells no count.") }
            used.count = count
            return used
        default:
            removeStore(of: subject)
            return try run()
        }
    }

    private func removeStore(of subject: Subject) {
        for suffix in ["", "-wal", "-shm", ".lock"] {
            try? FileManager.default.removeItem(atPath: tools.store(of: subject) + suffix)
        }
    }

    private func text(_ seconds: Double) -> String { String(format: "%.2f", seconds) }

    private func say(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
