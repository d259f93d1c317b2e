import Foundation

/// The programs that are measured, and the commands that run them.
struct Tools {
    let ebb: String
    /// The same program, built with ISA-L; nil: there is none.
    let isal: String?
    /// A Python that has DuckDB.
    let python: String?
    /// Gets what is written while something is measured.
    let scratch: String
    private let awk: String
    private let duckDB: String

    init(ebb: String, isal: String?, python: String, scratch: String) throws {
        self.ebb = ebb
        self.isal = isal
        self.scratch = scratch
        self.python = Self.works([python, "-c", "import duckdb"]) ? python : nil
        awk = "\(scratch)/groups.awk"
        duckDB = "\(scratch)/groups.py"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        try Data(PackageResources.groups_awk).write(to: URL(fileURLWithPath: awk))
        try Data(PackageResources.duckdb_groups_py).write(to: URL(fileURLWithPath: duckDB))
    }

    /// Why a program can't be measured here; nil: it can.
    func reasonToSkip(_ program: Subject.Program) -> String? {
        switch program {
        case .isal where isal == nil: "no --isal was given"
        case .duckDB where python == nil: "no DuckDB: pip install duckdb"
        case .mawk where !isInstalled("mawk"): "mawk is not installed"
        case .goAccess where !isInstalled("goaccess"): "goaccess is not installed"
        case .clickHouse where !isInstalled("clickhouse-local"): "clickhouse-local is not installed"
        case .allocations where !isInstalled("heaptrack"): "heaptrack is not installed"
        case .instructions where !isInstalled("perf"): "perf is not installed"
        case .instructions where !countsInstructions: "perf counts no instructions on this machine"
        default: nil
        }
    }

    /// What runs a program on files. Where it is ebb, its store is named by ``store(of:)``.
    func command(_ subject: Subject, _ files: [String]) -> [String] {
        let file = files.first ?? ""
        func pipe(_ command: String, _ arguments: String...) -> [String] {
            ["sh", "-c", "gzip -dc \"$1\" | \(command)", "sh", file] + arguments
        }
        let ingest = [ebb, "ingest", "--store", "sqlite:\(store(of: subject))"] + files
        switch subject.program {
        case .gzip: return ["gzip", "-dc"] + files
        case .ebb, .again: return ingest
        case .isal: return [isal ?? ""] + ingest.dropFirst()
        case .dryRun: return [ebb, "ingest", "--dry-run"] + files
        case .allocations: return ["heaptrack", "--output", "\(scratch)/heap"] + ingest
        case .instructions: return Self.perf + ["--output", "\(scratch)/perf.txt", "--"] + ingest
        case .duckDB: return [python ?? "", duckDB, file]
        case .mawk: return pipe("mawk -f \"$2\"", awk)
        case .wordCount: return pipe("wc -l")
        case .goAccess: return pipe(Self.goAccess, "\(scratch)/goaccess.json")
        case .clickHouse:
            return ["clickhouse-local", "--param_file=\(file)", "--query", Self.clickHouse]
        case .hash, .parser: return []
        }
    }

    /// A second ingest finds the store of the first.
    func store(of subject: Subject) -> String {
        let program = subject.program == .again ? Subject.Program.ebb : subject.program
        return "\(scratch)/\(program)-\(subject.log.folder).sqlite"
    }

    static func works(_ words: [String]) -> Bool { (try? Child.run(words)) != nil }

    private func isInstalled(_ name: String) -> Bool { Self.works(["sh", "-c", "command -v \(name)"]) }

    private static let perf = ["perf", "stat", "--field-separator", ",", "--event", "instructions:u"]

    /// A virtual machine's processor often doesn't.
    private var countsInstructions: Bool {
        let output = "\(scratch)/perf.txt"
        guard Self.works(Self.perf + ["--output", output, "--", "true"]) else { return false }
        return Figures.instructions(in: output) != nil
    }

    private static let goAccess =
        "goaccess - --no-global-config --no-progress --output \"$2\" --date-format '%d/%b/%Y' --time-format '%T'"
        + " --log-format '%v %h %^[%d:%t %^] \"%r\" %s %b \"%R\" \"%u\"'"

    private static let clickHouse = #"""
        SELECT count(), sum(requests) FROM (
            SELECT found, count() AS requests FROM (
                SELECT extractGroups(line,
                    '^([^ ]+) ([^ ]+) [^ ]+ [^ ]+ \\[([^:]+):[^"]+"[A-Z]+ /v2/([^ "?]+)/(?:manifests|blobs|tags)/') AS found
                FROM file({file:String}, 'LineAsString', 'line String')
            ) WHERE notEmpty(found) GROUP BY found
        )
        """#
}
