import Foundation

/// Asks a service for some seconds, over a few connections that each wait for their answer before they ask again.
///
/// https://github.com/wg/wrk
struct Wrk {
    /// What came of it.
    struct Result {
        /// Milliseconds.
        var median: Double
        var percentile99: Double
        var longest: Double
        var requestsPerSecond: Double
        /// Broken connections, and answers of 400 and above.
        var errors: Int
    }

    let address: String
    let seconds: Int
    let connections: Int
    /// The script, in a file.
    let script: String

    /// - Returns: nil where no answer came in time.
    func ask(_ path: String, _ asking: Question.Asking) throws -> Result? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "wrk", "--threads", "1", "--connections", "\(connections)", "--duration", "\(seconds)", "--timeout", "30",
            "--script", script, "http://\(address)",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment["EBB_PATH"] = path
        switch asking {
        case .same: break
        case .ranges(let days): environment["EBB_DAYS"] = "\(days.lowerBound) \(days.upperBound)"
        case .limits: environment["EBB_LIMITS"] = "1"
        }
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let line = text.split(separator: "\n").last { $0.hasPrefix("result ") }
        let numbers = (line ?? "").split(separator: " ").compactMap { Double($0) }
        guard process.terminationStatus == 0, numbers.count == 6 else {
            throw BenchmarkError("wrk failed on \(path). Is it installed (package wrk)? It said: \(text)")
        }
        guard numbers[3] > 0 else { return nil }
        return Result(
            median: numbers[0] / 1000,
            percentile99: numbers[1] / 1000,
            longest: numbers[2] / 1000,
            requestsPerSecond: numbers[3] / (numbers[4] / 1_000_000),
            errors: Int(numbers[5])
        )
    }
}
