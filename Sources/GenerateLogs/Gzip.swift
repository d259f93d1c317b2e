import EbbTesting
import Foundation

/// gzip as a child process: without name and time in its header, so that equal bytes stay equal.
enum Gzip {
    private static let path = "/usr/bin/gzip"

    static func compress(_ files: [String]) throws(GenerationError) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-n", "-f", "--"] + files
        do {
            try process.run()
        } catch {
            throw GenerationError(path: path, reason: error.localizedDescription)
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw GenerationError(path: files.first ?? "", reason: "gzip ended with \(process.terminationStatus)")
        }
    }
}
