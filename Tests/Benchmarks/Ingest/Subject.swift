/// Something that is measured: a program on a log.
struct Subject: Hashable {
    enum Program: String {
        case gzip = "gzip -dc"
        case ebb = "ebb ingest"
        case isal = "ebb ingest, ISA-L"
        case again = "ebb ingest of what was ingested before"
        case dryRun = "ebb ingest --dry-run"
        case hash = "the content's hash, in this process"
        case parser = "the parser, in this process"
        case allocations = "ebb ingest within heaptrack"
        case instructions = "ebb ingest within perf stat"
        case duckDB = "DuckDB"
        case mawk = "gzip -dc into mawk"
        case goAccess = "gzip -dc into goaccess"
        case clickHouse = "clickhouse-local"
        case wordCount = "gzip -dc into wc -l"
    }

    var program: Program
    var log: BenchmarkLog

    var name: String { "\(program.rawValue): \(log.rawValue)" }

    /// Whether once is enough: what takes long and is there for information, and what is the same in every round.
    var isMeasuredOnce: Bool {
        program.isOther && program != .duckDB || log == .tenfold || log == .fiftyMillion
    }
}

extension Subject.Program {
    /// Whether it is no part of what is measured, and nothing is lost where it fails.
    var isOther: Bool {
        switch self {
        case .allocations, .instructions, .duckDB, .mawk, .goAccess, .clickHouse, .wordCount: true
        case .gzip, .ebb, .isal, .again, .dryRun, .hash, .parser: false
        }
    }

    func callAsFunction(_ log: BenchmarkLog) -> Subject { Subject(program: self, log: log) }
}

extension Subject {
    static func gzip(_ log: BenchmarkLog) -> Subject { Program.gzip(log) }
    static func ebb(_ log: BenchmarkLog) -> Subject { Program.ebb(log) }
    static func isal(_ log: BenchmarkLog) -> Subject { Program.isal(log) }
    static func again(_ log: BenchmarkLog) -> Subject { Program.again(log) }
    static func dryRun(_ log: BenchmarkLog) -> Subject { Program.dryRun(log) }
    static func hash(_ log: BenchmarkLog) -> Subject { Program.hash(log) }
    static func parser(_ log: BenchmarkLog) -> Subject { Program.parser(log) }
    static func duckDB(_ log: BenchmarkLog) -> Subject { Program.duckDB(log) }
}
