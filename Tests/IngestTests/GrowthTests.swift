import EbbTesting
import Ingest
import Registry
import SQLiteStore
import Store
import Testing

/// A log that grows under a daily timer: what it holds in the end counts, however often it was read on the way.
struct GrowthTests {
    /// Logs to cut at every byte: formats, and lines that are told by other lines or look like another format.
    enum Log: String, CaseIterable {
        case vhostCombined, combined, cloudfront, cloudfrontWithOtherColumns, distribution, googleLB, rejects, windows
        case comments, mark, dockerHub

        var bytes: [UInt8] {
            switch self {
            case .vhostCombined: lines(.vhostCombined, 4)
            case .combined: lines(.combined, 4)
            case .cloudfront: lines(.cloudfront, 2)
            case .cloudfrontWithOtherColumns: Array(Self.otherColumns.utf8)
            case .distribution: DistributionSample.mixed
            case .googleLB: lines(.googleLB, 2)
            case .rejects:
                Array("bad line\n".utf8) + lines(.vhostCombined, 2) + Array("registry.k8s.io 1.2.3.4\n\n".utf8)
            case .windows:
                lines(.vhostCombined, 3).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } + Array("\r\n\r\n".utf8)
            case .comments: Array("# one\n\n# two".utf8)
            case .dockerHub: Array(Self.usageReport.utf8)
            case .mark: [0xEF, 0xBB, 0xBF] + lines(.vhostCombined, 2)
            }
        }

        var settings: Settings {
            let namesHost = self == .combined || self == .distribution
            return IngestTests.settings(
                host: namesHost ? "registry.k8s.io" : nil,
                format: self == .distribution ? "distribution" : self == .dockerHub ? "docker-hub-csv" : nil,
                migration: self == .dockerHub ? .bitnami : IngestTests.migration
            )
        }

        private func lines(_ format: OracleFormat, _ count: Int) -> [UInt8] {
            let sample = Sample(format)
            return Array(sample.lines(day: 27, count: count + (format == .cloudfront ? 2 : 0)).joined())
        }

        private static let usageReport =
            "datehour,repository,tag,version_checks,pulls\n2025/08/27/13,bitnami/redis,7.0,40,5\n"
            + "2025/08/27/14,bitnamilegacy/redis,latest,12,3\n2025/08/28/14,bitnami/redis,7.0,1,0\n"

        private static let otherColumns =
            "#Version: 1.0\n#Fields: date time sc-status sc-bytes c-ip cs-method cs-uri-stem x-host-header cs(User-Agent)\n"
            + "2023-03-22\t10:11:12\t200\t77\t192.0.2.1\tGET\t/v2/pause/manifests/3.9\tregistry.k8s.io\tcontainerd/1.6\n"
            + "2023-03-22\t10:11:13\t200\t78\t192.0.2.1\tGET\t/v2/pause/manifests/3.8\tregistry.k8s.io\tcontainerd/1.6\n"
    }

    @Test(arguments: Log.allCases)
    func countsOnceWhereverItWasCut(log: Log) async throws {
        let folder = try Folder()
        let bytes = log.bytes
        let whole = MemoryStore()
        try await read(folder.write(bytes, to: "whole.log"), into: whole, log)
        for cut in 0...bytes.count {
            let store = MemoryStore()
            try await read(folder.write(bytes[..<cut], to: "access.log"), into: store, log)
            try await read(folder.write(bytes, to: "access.log"), into: store, log)
            try expectSame(store, whole, "\(log) cut at byte \(cut)")
        }
    }

    @Test(arguments: Log.allCases, [1, 7, 41])
    func countsOnceInManySteps(log: Log, step: Int) async throws {
        let folder = try Folder()
        let bytes = log.bytes
        let whole = MemoryStore()
        try await read(folder.write(bytes, to: "whole.log"), into: whole, log)
        let store = MemoryStore()
        for end in stride(from: 0, to: bytes.count, by: step) + [bytes.count] {
            try await read(folder.write(bytes[..<end], to: "access.log"), into: store, log)
        }
        try expectSame(store, whole, "\(log) by \(step) bytes")
    }

    /// The same in SQLite, with rotation in between.
    @Test(arguments: Log.allCases)
    func countsOnceInSQLite(log: Log) async throws {
        let folder = try Folder()
        let bytes = log.bytes
        let whole = MemoryStore()
        try await read(folder.write(bytes, to: "whole.log"), into: whole, log)
        let store = try SQLiteStore(writing: folder["ebb.sqlite"])
        let ends = stride(from: 0, to: bytes.count, by: bytes.count / 9 + 1) + [bytes.count, bytes.count]
        for (index, end) in ends.enumerated() {
            let name = ["access.log", "access.log.1", "access.log-20230322"][index % 3]
            try await read(folder.write(bytes[..<end], to: name), into: store, log)
        }
        try expectSame(store, whole, "\(log)")
    }

    /// The last line may have been too long when it was seen first, or have become it since.
    @Test func longLinesGrow() async throws {
        let lines = Sample(.vhostCombined).lines(day: 27, count: 3)
        let limit = lines.map(\.count).max() ?? 0
        let bytes = lines[0] + [UInt8](repeating: UInt8(ascii: "x"), count: limit * 3) + [0x0A] + lines[1] + lines[2]
        let folder = try Folder()
        let whole = MemoryStore()
        try await ingest([folder.write(bytes, to: "whole.log")], into: whole, lineLimit: limit, readSize: 64)
        #expect(whole.ledger()[0].lines.rejected == 1)
        for readSize in [1, 64, 4096] {
            for cut in stride(from: lines[0].count, through: lines[0].count + limit * 3 + 5, by: 7) {
                let store = MemoryStore()
                for end in [cut, bytes.count] {
                    let path = try folder.write(bytes[..<end], to: "access.log")
                    try await ingest([path], into: store, lineLimit: limit, readSize: readSize)
                }
                try expectSame(store, whole, "cut at byte \(cut), \(readSize) at a time")
            }
        }
    }

    private func read(_ path: String, into store: any Store, _ log: Log) async throws {
        try await ingest([path], into: store, log.settings, lineLimit: 4096, readSize: 4096)
    }

    private func expectSame(_ store: any Store, _ whole: MemoryStore, _ comment: Comment) throws {
        let (facts, expected) = try (FactSheet(store), FactSheet(whole))
        if facts != expected { #expect(facts.differences(from: expected) == [], comment) }
        #expect(try store.ledgerStates() == whole.ledgerStates(), comment)
        #expect(try store.rejects().map(\.reject) == whole.rejects().map(\.reject), comment)
    }
}
