import Foundation

/// The machine and the versions of all that is measured: without them the figures say little.
enum Machine {
    static func description(_ tools: Tools) -> String {
        var lines = [
            "date: \(Date().formatted(.iso8601.year().month().day()))",
            "cores: \(ProcessInfo.processInfo.activeProcessorCount)",
            "processor: \(value(of: "model name", in: "/proc/cpuinfo") ?? "unknown")",
            "load before: \(load ?? "unknown")",
            "memory: \(value(of: "MemTotal", in: "/proc/meminfo") ?? "unknown")",
        ]
        let versions: [(String, [String])] = [
            ("kernel", ["uname", "-sr"]), ("ebb", [tools.ebb, "--version"]), ("gzip", ["gzip", "--version"]),
            ("Swift", ["swift", "--version"]), ("zlib", package("zlib1g")), ("SQLite", package("libsqlite3-0")),
            ("ISA-L", package("libisal2")),
            ("DuckDB", [tools.python ?? "", "-c", "import duckdb; print(duckdb.__version__)"]),
            ("mawk", ["mawk", "-W", "version"]), ("goaccess", ["goaccess", "--version"]),
            ("clickhouse-local", ["clickhouse-local", "--version"]), ("heaptrack", ["heaptrack", "--version"]),
            ("perf", ["perf", "--version"]),
        ]
        lines += versions.map { name, words in
            "\(name): \(firstLine(words, file: "\(tools.scratch)/version.txt") ?? "not installed")"
        }
        return lines.map { "* \($0)" }.joined(separator: "\n") + "\n"
    }

    /// Of the last minute: programs that ran at a time. On a busy machine times on the clock say nothing.
    private static var load: Substring? {
        (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first
    }

    private static func package(_ name: String) -> [String] {
        ["dpkg-query", "--show", "--showformat=${Version}", name]
    }

    private static func firstLine(_ words: [String], file: String) -> String? {
        guard (try? Child.run(words, output: file)) != nil else { return nil }
        return (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n").first.map(String.init)
    }

    /// The first line of a file of `name : value` that has this name.
    private static func value(of name: String, in file: String) -> String? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    }
}
