import AccessLogs
import Foundation
import Ingest
import Registry
import Store
import Testing

/// Every real log that stands beside the package: what each line of it became. Printed as a table, and held against what
/// was looked up by hand, line by line.
struct CorporaTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var file: String
        var format: String
        /// Lines, and of those that were rejected (by reason) and skipped; the rest are requests.
        var lines: Int64
        var rejected: [RejectReason: Int64] = [:]
        var skipped: Int64 = 0
        /// What is given as `--format`, for a server's own format string.
        var option: String?

        var testDescription: String { file }
    }

    static let rows = Self.text + Self.json

    @Test func everyLineIsAccountedFor() async throws {
        guard let folder = corporaFolder() else { return }
        var files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { isLog($0) }
        var table = ["file: format, lines = counted + unrelated + rejected + skipped"]
        for row in Self.rows {
            let path = folder.appending(path: row.file).path
            files.removeAll { $0 == row.file }
            let store = MemoryStore()
            try await ingest([path], into: store, settings(host: "k8s.gcr.io", format: row.option))
            let ledger = try #require(try store.ledger().first)
            let lines = ledger.lines
            #expect(ledger.status == .ingested && ledger.format == row.format, "\(row.file): \(ledger.error ?? "")")
            #expect(lines.total == row.lines, "\(row.file)")
            #expect(lines.total == lines.counted + lines.unrelated + lines.rejected + lines.skipped)
            #expect(lines.skipped == row.skipped, "\(row.file)")
            let rejects = try store.rejects().map { ($0.reject.reason, $0.reject.count) }
            let reasons = Dictionary(uniqueKeysWithValues: row.rejected.map { ($0.key.text, $0.value) })
            #expect(Dictionary(uniqueKeysWithValues: rejects) == reasons, "\(row.file)")
            let why = rejects.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
            table.append(
                "\(row.file): \(ledger.format), \(lines.total) = \(lines.counted) + \(lines.unrelated) + \(lines.rejected)"
                    + "\(why.isEmpty ? "" : " (\(why))") + \(lines.skipped)"
            )
        }
        for (file, reason) in Self.refused {
            files.removeAll { $0 == file }
            let report = try await ingest([folder.appending(path: file).path], into: MemoryStore())
            let error = try #require(report.rows.first?.error)
            #expect(error.contains(reason))
            table.append("\(file): refused: \(reason)")
        }
        print(table.joined(separator: "\n"))
        #expect(files.isEmpty, "not looked at: \(files)")
    }

    /// Files that hold no requests at all, and what is said of them.
    static let refused = [
        ("aws-alb/lambda-promtail-nlb.log.gz", "Network Load Balancer"),
        ("gcp-lb-json/otel-global_external_application_load_balancer.json", "over several lines"),
    ]

    /// Twice the lines are twice the requests: RubyGems' sample, and the same with every line doubled.
    @Test func doubledLinesAreDoubled() throws {
        guard let folder = corporaFolder() else { return }
        func requests(_ name: String) throws -> [String: Int] {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "fastly-json/\(name)")))
            var batch = Batch()
            var parser = try LogFormat(option: "fastly-json").makeParser()
            parser.parse(bytes.span, into: &batch)
            let paths = batch.records.map { String(decoding: bytes[$0.path.indices], as: UTF8.self) }
            return Dictionary(paths.map { ($0, 1) }, uniquingKeysWith: +)
        }
        let once = try requests("kirby-sample_10.log")
        #expect(once.values.reduce(0, +) == 10)
        #expect(try requests("kirby-sample_10_dups.log") == once.mapValues { $0 * 2 })
    }

    private func isLog(_ path: String) -> Bool {
        let others = ["README.md", "local-servers/Caddyfile", "local-servers/truth.tsv"]
        return path.contains("/") && !path.hasPrefix("networks/") && !path.hasSuffix(".conf") && !others.contains(path)
            && path.split(separator: "/").count == 2
    }

    private func corporaFolder() -> URL? {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        folder.append(path: "shared/corpora")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("no corpora beside the package: they are not read")
            return nil
        }
        return folder
    }
}
