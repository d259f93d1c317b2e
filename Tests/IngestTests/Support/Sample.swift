import EbbTesting
import Registry

/// A few days of a small move, in one of the formats.
struct Sample {
    let format: OracleFormat
    let generator: Generator

    /// - Parameter divisor: how much smaller than the generator's sample.
    init(_ format: OracleFormat, divisor: Int = 20) {
        self.format = format
        var scenario = Scenario.sample.divided(by: divisor)
        scenario.shape = LogShape(rawValue: format.rawValue) ?? .vhostCombined
        generator = Generator(scenario)
    }

    /// What `--format` takes; nil where the format is found.
    var option: String? {
        // Its combined lines alone look like anybody's.
        if format == .distribution { return format.rawValue }
        guard format == .nginxJSON else { return nil }
        return #"log_format json escape=json '{"time":"$time_iso8601","remote_addr":"$remote_addr","#
            + #""host":"$host","request":"$request","status":$status,"body_bytes_sent":$body_bytes_sent,"#
            + #""http_referer":"$http_referer","http_user_agent":"$http_user_agent"}';"#
    }

    /// The lines of a day, one array a line with its newline; of one host, where lines do not name it.
    func lines(day: Int, count: Int = .max) -> [[UInt8]] {
        let bytes = generator.files(day: day)[0].bytes
        return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().prefix(count)
            .map { Array($0) + [0x0A] }
    }

    /// The host of lines that name none.
    var host: String? { format == .combined || format == .distribution ? "k8s.gcr.io" : nil }
}
