import Foundation

extension Row {
    /// Every figure, in the order of printing.
    static func all(_ logs: LogFolder, isLong: Bool) -> [Row] {
        time + formats(logs) + memory + growth(logs, isLong: isLong) + shares + steadyState(logs) + peers
    }

    private static var time: [Row] {
        [
            ratio(
                "CPU, the day ÷ gzip -dc, zlib",
                \.processor,
                .ebb(.day),
                over: .gzip(.day),
                floor: "≤ 0.95",
                aim: "0.80"
            ),
            ratio(
                "CPU, the day ÷ gzip -dc, ISA-L",
                \.processor,
                .isal(.day),
                over: .gzip(.day),
                floor: "≤ 0.60",
                aim: "0.40"
            ),
            ratio("wall, the day in one file ÷ gzip -dc, zlib", \.wall, .ebb(.day), over: .gzip(.day)),
            ratio(
                "wall, the day in one file ÷ gzip -dc, ISA-L",
                \.wall,
                .isal(.day),
                over: .gzip(.day),
                floor: "≤ 0.45",
                aim: "0.25"
            ),
            ratio("wall, the day in 24 files ÷ gzip -dc of all, zlib", \.wall, .ebb(.hours), over: .gzip(.hours)),
            ratio(
                "wall, the day in 24 files ÷ gzip -dc of all, ISA-L",
                \.wall,
                .isal(.hours),
                over: .gzip(.hours),
                floor: "≤ 0.40",
                aim: "0.22"
            ),
            ratio(
                "wall, DuckDB's query ÷ ebb, same file, zlib",
                \.wall,
                .duckDB(.day),
                over: .ebb(.day),
                floor: "≥ 4",
                aim: "8"
            ),
            ratio(
                "wall, DuckDB's query ÷ ebb, same file, ISA-L",
                \.wall,
                .duckDB(.day),
                over: .isal(.day),
                floor: "≥ 4",
                aim: "8"
            ),
            ratio(
                "wall, second ingest ÷ first, same file",
                \.wall,
                .again(.day),
                over: .ebb(.day),
                floor: "≤ 0.1"
            ),
        ]
    }

    /// All of a registry a fifth as large, so that only the format differs.
    private static func formats(_ logs: LogFolder) -> [Row] {
        let others: [(String, BenchmarkLog, String, String)] = [
            ("google-lb", .googleLB, "≥ 1.3", "2"), ("s3-access", .s3Access, "", ""),
            ("cloudfront", .cloudFront, "", ""), ("gcs-usage", .gcsUsage, "", ""),
        ]
        return others.map { name, log, floor, aim in
            ratio(
                "bytes a CPU second, \(name) ÷ vhost-combined",
                \.processor,
                .ebb(.million),
                over: .ebb(log),
                floor: floor,
                aim: aim,
                times: logs.bytes(log) / logs.bytes(.million)
            )
        }
    }

    private static var memory: [Row] {
        [
            Row(title: "peak memory, the day", floor: "≤ 400 MB", aim: "200 MB", unit: .megabytes, needs: [.ebb(.day)])
            {
                $0[0].peak
            },
            ratio(
                "peak memory, 10 × the lines, same clients and images ÷ the day",
                \.peak,
                .ebb(.tenfold),
                over: .ebb(.day),
                floor: "≤ 1.1",
                aim: "1.02"
            ),
        ]
    }

    private static func growth(_ logs: LogFolder, isLong: Bool) -> [Row] {
        func costPerLine(_ title: String, _ large: BenchmarkLog, over small: BenchmarkLog) -> Row {
            ratio(
                "CPU a line, \(title)",
                \.processor,
                .ebb(large),
                over: .ebb(small),
                floor: "≤ 1.15",
                aim: "1",
                times: logs.lines(small) / logs.lines(large)
            )
        }
        let usual = [
            costPerLine("5 M ÷ 1 M lines, the registry grows alike", .day, over: .million),
            costPerLine("50 M ÷ 5 M lines, same clients and images", .tenfold, over: .day),
        ]
        let long = costPerLine("50 M ÷ 1 M lines, the registry grows alike", .fiftyMillion, over: .million)
        return isLong ? usual + [long] : usual
    }

    /// What the whole is made of. The hash and the parser are measured alone; the rest is what differs between
    /// ingesting the day, counting it and counting it where it is not compressed.
    private static var shares: [Row] {
        let needs: [Subject] = [
            .ebb(.day), .dryRun(.day), .dryRun(.plainDay), .hash(.plainDay), .parser(.plainDay),
        ]
        func share(_ title: String, floor: String = "", _ part: @escaping ([Double]) -> Double) -> Row {
            Row(title: "share of the whole, \(title)", floor: floor, unit: .share, needs: needs) { used in
                let seconds = used.map(\.processor)
                return part(seconds) / seconds[0]
            }
        }
        return [
            share("inflating") { $0[1] - $0[2] },
            share("the content's hash", floor: "≤ 6 %") { $0[3] },
            share("the parser") { $0[4] },
            share("counting, reading and the rest") { $0[2] - $0[3] - $0[4] },
            share("the store", floor: "< 33.3 %") { $0[0] - $0[1] },
        ]
    }

    /// Lines of clients and images that were met before: an hour five times, less the hour once.
    private static func steadyState(_ logs: LogFolder) -> [Row] {
        let lines = logs.lines(.hourFivefold) - logs.lines(.hour)
        func difference(_ title: String, _ program: Subject.Program, aim: String, per unit: Double) -> Row {
            Row(title: title, aim: aim, unit: .number, needs: [program(.hour), program(.hourFivefold)]) { used in
                (used[1].count - used[0].count) / lines * unit
            }
        }
        return [
            difference("allocations per million lines, steady state", .allocations, aim: "0", per: 1e6),
            difference("instructions a line, steady state", .instructions, aim: "", per: 1),
        ]
    }

    private static var peers: [Row] {
        [Subject.Program.mawk, .goAccess, .clickHouse, .wordCount].map { program in
            ratio("wall, \(program.rawValue) ÷ ebb, same file", \.wall, program(.day), over: .ebb(.day))
        }
    }
}
