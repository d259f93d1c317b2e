import Foundation

/// `ebb serve`, as long as it is measured.
final class RunningService {
    private let process = Process()
    /// `127.0.0.1:40123`
    let address: String

    init(ebb: String, store: String) throws {
        process.executableURL = URL(fileURLWithPath: ebb)
        process.arguments = ["serve", "--store", "sqlite:\(store)", "--listen", "127.0.0.1:0"]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        var said = ""
        let line = /Listening on http:\/\/(\S+)\n/
        while said.firstMatch(of: line) == nil {
            let data = errors.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchmarkError("ebb serve ended: \(said)") }
            said += String(decoding: data, as: UTF8.self)
        }
        address = said.firstMatch(of: line).map { String($0.1) } ?? ""
        // What it says later is shown as it comes.
        errors.fileHandleForReading.readabilityHandler = { FileHandle.standardError.write($0.availableData) }
    }

    func get(_ path: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "--silent", "--show-error", "--fail", "http://\(address)\(path)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchmarkError("\(path) has no answer.") }
        return data
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}
