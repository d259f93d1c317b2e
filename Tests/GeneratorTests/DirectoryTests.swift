import EbbTesting
import Foundation
import Testing

struct DirectoryTests {
    private func scenario(_ shape: LogShape) -> Scenario {
        var scenario = GeneratorTests.small(shape)
        scenario.days = 3
        return scenario
    }

    private func withDirectory(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("generator-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test(arguments: [LogShape.vhostCombined, .combined, .cloudfront])
    func filesHoldTheLinesAndTheTruthTheirSizes(shape: LogShape) throws {
        try withDirectory { path in
            let generator = Generator(scenario(shape))
            let truth = try generator.write(toDirectory: path)
            #expect(truth.files.count == (shape == .combined ? 6 : 3))
            for day in 1...3 {
                for file in generator.files(day: day) {
                    let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file.name)"))
                    #expect([UInt8](data) == file.bytes)
                    let listed = try #require(truth.files.first { $0.name == file.name })
                    #expect(listed.bytes == file.bytes.count)
                    #expect(listed.lines == file.lines)
                }
                #expect(truth.days[day - 1] == generator.truth(day: day))
            }
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(Generator.truthFile)"))
            #expect(try JSONDecoder().decode(Truth.self, from: data) == truth)
        }
    }

    @Test func finishedDirectoryIsKnownAgain() throws {
        try withDirectory { path in
            let generator = Generator(scenario(.vhostCombined))
            #expect(generator.earlierTruth(inDirectory: path, suffix: "") == nil)
            let truth = try generator.write(toDirectory: path)
            #expect(generator.earlierTruth(inDirectory: path, suffix: "") == truth)
            #expect(generator.earlierTruth(inDirectory: path, suffix: ".gz") == nil)
            #expect(Generator(scenario(.combined)).earlierTruth(inDirectory: path, suffix: "") == nil)
            let first = try #require(truth.files.first)
            try FileManager.default.removeItem(atPath: "\(path)/\(first.name)")
            #expect(generator.earlierTruth(inDirectory: path, suffix: "") == nil)
        }
    }

    @Test func errorNamesThePathAndTheWayOut() throws {
        let error = #expect(throws: GenerationError.self) {
            try Generator(scenario(.vhostCombined)).write(toDirectory: "/dev/null/logs")
        }
        #expect(error?.description.contains("/dev/null/logs") == true)
        #expect(error?.description.contains("--output") == true)
    }
}
