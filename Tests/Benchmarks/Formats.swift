import AccessLogs
import ArgumentParser
import Foundation

/// How fast each format is read, beside vhost-combined in the same run.
struct Formats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times the parser on each format's own lines: bytes per CPU second, beside vhost-combined's."
    )

    @Option(help: "The fixtures of the formats.")
    var fixtures = "Tests/AccessLogsTests/Fixtures"
    @Option(help: "Megabytes of lines that each round reads.")
    var megabytes = 32
    @Option(help: "Rounds; the median counts.")
    var rounds = 5

    private static let yardstick = "vhost-combined"

    func run() throws {
        print("format              bytes/line   MB per CPU s   lines per CPU s   of \(Self.yardstick)'s bytes")
        guard let yardstick = try lines(of: Self.yardstick) else {
            throw BenchmarkError("\(fixtures): there is no fixture of \(Self.yardstick). Run it in the checkout.")
        }
        for name in LogFormat.all {
            guard let sample = try lines(of: name) else {
                print("\(padded(name, 18))  skipped: no fixture")
                continue
            }
            let measured = measure(sample, beside: yardstick)
            let length = Double(sample.bytes.count) / Double(sample.lines)
            let columns = [
                String(format: "%10.0f", length), String(format: "%13.0f", measured.bytes / 1e6),
                String(format: "%16.0f", measured.bytes / length), String(format: "%23.2f", measured.ratio),
            ]
            print("\(padded(name, 18))  \(columns.joined(separator: "  "))")
        }
    }

    /// Lines that are read one after the other, as often as they fit.
    private struct Sample {
        var bytes: [UInt8]
        var lines: Int
        var format: LogFormat
    }

    private func lines(of name: String) throws -> Sample? {
        let url = URL(fileURLWithPath: "\(fixtures)/\(name)/basic.log")
        guard let data = try? Data(contentsOf: url), let format = LogFormat.table.first(where: { $0.name == name })
        else {
            return nil
        }
        let once = [UInt8](data)
        guard case .found(let finding) = Detection.detect(once.span, among: [format], lastChange: 1_800_000_000) else {
            return nil
        }
        let times = max(1, megabytes * 1_000_000 / once.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(times * once.count)
        for _ in 0..<times { bytes += once }
        return Sample(bytes: bytes, lines: once.count { $0 == 0x0A } * times, format: finding.format)
    }

    /// Bytes a CPU second, and their ratio to the yardstick's: medians of rounds in turn.
    private func measure(_ sample: Sample, beside yardstick: Sample) -> (
        bytes: Double, ratio: Double
    ) {
        var speeds: [Double] = []
        var ratios: [Double] = []
        for _ in 0..<rounds {
            let speed = speed(of: sample)
            speeds.append(speed)
            ratios.append(speed / self.speed(of: yardstick))
        }
        return (median(speeds), median(ratios))
    }

    private func speed(of sample: Sample) -> Double {
        var reading = LineReading(sample.format)
        let begin = clock()
        reading.read(sample.bytes)
        return Double(sample.bytes.count) / (Double(clock() - begin) / Double(CLOCKS_PER_SEC))
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
