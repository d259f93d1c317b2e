import EbbTesting
import Foundation

/// Makes the logs, each once.
struct LogMaker {
    private(set) var folder: LogFolder

    init(_ path: String) throws { folder = try LogFolder(path) }

    /// Makes a log with all that it is made of, unless it is there.
    @discardableResult
    mutating func make(_ log: BenchmarkLog) throws -> LogFiles {
        if let files = folder[log] { return files }
        FileHandle.standardError.write(Data("Making \(log.rawValue).\n".utf8))
        let path = "\(folder.path)/\(log.folder)"
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let files = try fill(log, path)
        try folder.note(log, files)
        return files
    }

    private mutating func fill(_ log: BenchmarkLog, _ path: String) throws -> LogFiles {
        switch log {
        case .plainDay: return try generate(.referenceDay, log, isCompressed: false)
        case .fiftyMillion: return try generate(Self.tenTimes, log)
        case .million: return try generate(fifth(.vhostCombined), log)
        case .googleLB: return try generate(fifth(.googleLB), log)
        case .s3Access: return try generate(fifth(.s3Access), log)
        case .cloudFront: return try generate(fifth(.cloudfront), log)
        case .gcsUsage: return try generate(fifth(.gcsUsage), log)
        case .day:
            let plain = try make(.plainDay)
            try Child.run(
                ["gzip", "-nc", "\(folder.path)/\(plain.names[0])"],
                output: "\(path)/access.log.gz"
            )
            return LogFiles(names: ["\(log.folder)/access.log.gz"], lines: plain.lines, bytes: plain.bytes)
        case .hours:
            let plain = try make(.plainDay)
            let file = "\(folder.path)/\(plain.names[0])"
            // The fifth word is `[20/Mar/2023:07:59:12`.
            try Child.run(["awk", "{ print > (\"\(path)/access-\" substr($5, 14, 2) \".log\") }", file])
            let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            try Child.run(["gzip", "-n"] + names.map { "\(path)/\($0)" })
            return LogFiles(names: names.map { "\(log.folder)/\($0).gz" }, lines: plain.lines, bytes: plain.bytes)
        case .tenfold:
            return try join(try make(.hours), times: 10, as: log)
        case .hour:
            return try join(try firstHour(), times: 1, as: log)
        case .hourFivefold:
            return try join(try firstHour(), times: 5, as: log)
        }
    }

    /// Five times smaller in every way: lines, clients, images.
    private func fifth(_ shape: LogShape) -> Scenario {
        var scenario = Scenario.referenceDay.divided(by: 5)
        scenario.shape = shape
        return scenario
    }

    /// Ten times larger in every way.
    private static let tenTimes: Scenario = {
        var scenario = Scenario.referenceDay
        scenario.linesPerDay *= 10
        scenario.clients *= 10
        scenario.pairs *= 10
        scenario.repositories *= 10
        return scenario
    }()

    private func generate(_ scenario: Scenario, _ log: BenchmarkLog, isCompressed: Bool = true) throws -> LogFiles {
        let truth = try Generator(scenario).write(toDirectory: "\(folder.path)/\(log.folder)")
        let names = truth.files.map { "\(log.folder)/\($0.name)" }
        if isCompressed { try Child.run(["gzip", "-n"] + names.map { "\(folder.path)/\($0)" }) }
        return LogFiles(
            names: isCompressed ? names.map { $0 + ".gz" } : names,
            lines: truth.files.reduce(0) { $0 + $1.lines },
            bytes: truth.files.reduce(0) { $0 + $1.bytes }
        )
    }

    private mutating func firstHour() throws -> LogFiles {
        let name = try make(.hours).names[0]
        let plain = "\(folder.path)/hour.txt"
        defer { try? FileManager.default.removeItem(atPath: plain) }
        try Child.run(["gzip", "-dc", "\(folder.path)/\(name)"], output: plain)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: plain))
        return LogFiles(names: [name], lines: bytes.count { $0 == 0x0A }, bytes: bytes.count)
    }

    /// Joins compressed files, each several times. Joined gzip files are a gzip file, which holds the same clients,
    /// images and hours as before, and so the same facts.
    private func join(_ files: LogFiles, times: Int, as log: BenchmarkLog) throws -> LogFiles {
        let name = "\(log.folder)/access.log.gz"
        let parts = files.names.flatMap { Array(repeating: "\(folder.path)/\($0)", count: times) }
        try Child.run(["cat"] + parts, output: "\(folder.path)/\(name)")
        return LogFiles(names: [name], lines: files.lines * times, bytes: files.bytes * times)
    }
}
