import Foundation

/// The folder of all logs, and what is noted of them in its `logs.json`.
struct LogFolder {
    let path: String
    private(set) var logs: [String: LogFiles]

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let noted = try? Data(contentsOf: URL(fileURLWithPath: "\(path)/logs.json"))
        logs = try noted.map { try JSONDecoder().decode([String: LogFiles].self, from: $0) } ?? [:]
    }

    /// What is noted of a log; nil: it has not been made yet, or not to its end.
    subscript(_ log: BenchmarkLog) -> LogFiles? {
        guard let files = logs[log.folder] else { return nil }
        let areThere = files.names.allSatisfy { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
        return areThere ? files : nil
    }

    /// The files of a log.
    func paths(_ log: BenchmarkLog) -> [String] { logs[log.folder]?.names.map { "\(path)/\($0)" } ?? [] }

    func lines(_ log: BenchmarkLog) -> Double { Double(logs[log.folder]?.lines ?? 0) }

    func bytes(_ log: BenchmarkLog) -> Double { Double(logs[log.folder]?.bytes ?? 0) }

    /// Notes a log once all of it is there.
    mutating func note(_ log: BenchmarkLog, _ files: LogFiles) throws {
        logs[log.folder] = files
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try encoder.encode(logs).write(to: URL(fileURLWithPath: "\(path)/logs.json"), options: .atomic)
    }
}
