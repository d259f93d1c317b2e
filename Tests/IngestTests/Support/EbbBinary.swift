import Foundation
import Testing

/// The program itself, in a process of its own.
struct EbbBinary {
    private let url: URL

    /// It lies beside the tests.
    init() throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        url = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("ebb")
        try #require(FileManager.default.isExecutableFile(atPath: url.path))
    }

    /// Starts it, with nothing or a file as standard input, and what it writes thrown away.
    func start(_ arguments: [String], input: FileHandle = .nullDevice) throws -> Process {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs it to its end, and gives its exit code.
    func run(_ arguments: [String], input: FileHandle = .nullDevice) throws -> Int32 {
        let process = try start(arguments, input: input)
        process.waitUntilExit()
        return process.terminationStatus
    }
}
