import ArgumentParser
import EbbTesting
import Foundation

extension LogShape: ExpressibleByArgument {}

struct OutputOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The directory to fill; it is made if need be.")
    var output: String

    @Option(help: "Which numbers to draw.")
    var seed: UInt64 = 1

    @Option(help: "The shape of the lines.")
    var format = LogShape.vhostCombined

    @Flag(inversion: .prefixedNo, help: "Compress each file with gzip.")
    var gzip = true

    func write(_ scenario: Scenario) throws {
        var scenario = scenario
        scenario.seed = seed
        scenario.shape = format
        let generator = Generator(scenario)
        let suffix = gzip ? ".gz" : ""
        if let truth = generator.earlierTruth(inDirectory: output, suffix: suffix) {
            report(truth, "already there")
            return
        }
        let truth = try generator.write(toDirectory: output) { files throws(GenerationError) in
            if gzip { try Gzip.compress(files.map { "\(output)/\($0.name)" }) }
        }
        report(truth, "written")
    }

    private func report(_ truth: Truth, _ what: String) {
        let lines = truth.files.reduce(0) { $0 + $1.lines }
        let bytes = truth.files.reduce(0) { $0 + $1.bytes }
        let text = "\(output): \(truth.files.count) files, \(lines) lines, \(bytes) bytes uncompressed, \(what)\n"
        FileHandle.standardError.write(Data(text.utf8))
    }
}
