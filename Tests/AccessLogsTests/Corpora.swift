import AccessLogs
import Foundation

/// Logs of real servers that stand beside the package on some machines. Tests that need them pass without.
enum Corpora {
    /// The bytes of a file below the folder, or nil where there is no such folder; says so once a call.
    static func bytes(_ path: String) throws -> [UInt8]? {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "shared/corpora")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("no corpora beside the package: \(path) is not read")
            return nil
        }
        let file = folder.appending(path: path)
        return file.pathExtension == "gz" ? try unpacked(file) : [UInt8](try Data(contentsOf: file))
    }

    private static func unpacked(_ file: URL) throws -> [UInt8] {
        let gzip = Process()
        let output = Pipe()
        gzip.executableURL = URL(filePath: "/usr/bin/gzip")
        gzip.arguments = ["-dc", file.path]
        gzip.standardOutput = output
        try gzip.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        return [UInt8](data)
    }
}

/// The bytes of a fixture of this test target.
func fixture(_ path: String) throws -> [UInt8] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").appending(path: path)
    return [UInt8](try Data(contentsOf: file))
}

/// The name that detection finds for a text, or what it says instead.
func detectedName(_ bytes: [UInt8]) -> String {
    var end = bytes.count
    if end > 65536, let newline = bytes[..<65536].lastIndex(of: UInt8(ascii: "\n")) {
        end = newline + 1
    }
    return switch Detection.detect(Array(bytes[..<end]).span) {
    case .found(let finding): finding.format.name
    case .noLines: "no lines"
    case .refused(let refusal): "refused: " + refusal.text
    case .unknown(let guesses): "unknown, perhaps " + guesses.map(\.format.name).joined(separator: " or ")
    }
}
