import EbbTesting
import Ingest
import Store
import Testing

/// Lines that are odd: long, broken, ended otherwise, or none at all.
struct LineTests {
    private let lines = Sample(.vhostCombined).lines(day: 27, count: 6)

    private func ingested(
        _ bytes: some Sequence<UInt8>,
        lineLimit: Int = 1 << 20,
        readSize: Int = 1 << 20,
        _ settings: Settings = settings()
    ) async throws -> MemoryStore {
        let folder = try Folder()
        let store = MemoryStore()
        let report = try await ingest(
            [folder.write(bytes, to: "access.log")],
            into: store,
            settings,
            lineLimit: lineLimit,
            readSize: readSize
        )
        #expect(report.errors == [])
        return store
    }

    /// Wherever the line lies: within a chunk, over borders of chunks, at the end.
    @Test(arguments: [1, 50, 400, 1 << 16], [true, false])
    func longLinesAreRejected(readSize: Int, endsWithNewline: Bool) async throws {
        let limit = lines.map(\.count).max() ?? 0
        let fits = [UInt8](repeating: UInt8(ascii: "y"), count: limit) + [0x0A]
        for extra in [1, 2, limit, limit * 5] {
            let long = [UInt8](repeating: UInt8(ascii: "x"), count: limit + extra) + [0x0A]
            let bytes = lines[0] + long + lines[1] + fits + long + long + lines[2]
            let open = endsWithNewline ? bytes + long : bytes + long.dropLast()
            let store = try await ingested(open, lineLimit: limit, readSize: readSize)
            let row = store.ledger()[0]
            #expect(row.lines.total == 8)
            #expect(row.lines.rejected == 5)
            let rejects = store.rejects().map(\.reject)
            let tooLong = try #require(rejects.first { $0.reason == "line too long" })
            #expect(tooLong.count == 4)
            #expect(tooLong.samples.map(\.line) == [2, 5, 6, 8])
            let starts = [lines[0].count, lines[0].count + long.count + lines[1].count + fits.count]
            let last = open.count - long.count + (endsWithNewline ? 0 : 1)
            #expect(
                tooLong.samples.map(\.byte) == [starts[0], starts[1], starts[1] + long.count, last].map(Int64.init)
            )
            let other = try #require(rejects.first { $0.reason != "line too long" })
            #expect(other.samples.map(\.line) == [4])
            #expect(other.samples.map(\.byte) == [Int64(starts[1] - fits.count)])
            try expectSums(store)
        }
    }

    @Test func rejectsAreNumberedAndMasked() async throws {
        let bad = [
            #"k8s.gcr.io 192.0.2.77 - - [22/Mar/2023:10:11:12 +0000] "GET /v2/?token=secret HTTP/1.1" 2x0 5 "-" "a""#,
            #"k8s.gcr.io 2001:db8:1:2:3:4:5:6 - - [22/Mar/2023:10:71:12 +0000] "GET /?secret" 200 5 "-" "a""#,
            #"198.51.100.7:4711 nonsense ::ffff:198.51.100.8"#,
        ]
        let text = (0..<9).flatMap { index in lines[index % 6] + Array((bad[index % 3] + "\n").utf8) }
        for readSize in [3, 1000, 1 << 20] {
            let store = try await ingested(text, lineLimit: 2000, readSize: readSize)
            let rejects = store.rejects().map(\.reject)
            #expect(rejects.reduce(0) { $0 + $1.count } == 9)
            for sample in rejects.flatMap(\.samples) {
                let index = Int(sample.line) / 2 - 1
                #expect(sample.line % 2 == 0)
                var before = lines[index % 6].count
                for earlier in 0..<index { before += lines[earlier % 6].count + bad[earlier % 3].utf8.count + 1 }
                #expect(sample.byte == Int64(before))
                for secret in ["secret", "192.0.2.77", "2:3:4:5", "198.51.100.7", "198.51.100.8"] {
                    #expect(!sample.text.contains(secret))
                }
            }
        }
    }

    @Test func oddEndsOfLinesChangeNothing() async throws {
        let plain = try await ingested(lines.joined())
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let unix = Array(lines.joined())
        let windows = unix.flatMap { byte -> [UInt8] in byte == 0x0A ? [0x0D, 0x0A] : [byte] }
        let spaced = unix.flatMap { byte -> [UInt8] in byte == 0x0A ? [0x0A, 0x0A] : [byte] }
        let variants: [[UInt8]] = [
            windows, windows.dropLast(2), unix.dropLast(), mark + unix, mark + windows, spaced,
            [0x0A, 0x0D, 0x0A] + unix,
        ]
        for variant in variants {
            let store = try await ingested(variant)
            try expectSameFacts(store, plain)
            let row = store.ledger()[0].lines
            #expect(row.counted == plain.ledger()[0].lines.counted)
            #expect(row.rejected == 0)
            try expectSums(store)
        }
    }

    @Test func zerosAreRejectedAndTheRestIsRead() async throws {
        let zeros = [UInt8](repeating: 0, count: 5000)
        let store = try await ingested(lines[0] + zeros + [0x0A] + lines[1])
        let row = store.ledger()[0].lines
        #expect((row.total, row.rejected) == (3, 1))
        #expect(store.rejects()[0].reject.samples[0].text.hasPrefix("\\x00\\x00"))
    }

    @Test func headersAloneAndNothingAreSources() async throws {
        let header = "#Version: 1.0\n#Fields: date time c-ip\n"
        for (text, lines) in [("", 0), ("\n\n", 2), (header, 2), ("\u{FEFF}", 0), (header + "\n", 3)] {
            let store = try await ingested(text.utf8)
            let row = store.ledger()[0]
            #expect(row.status == .ingested)
            #expect((row.lines.total, row.lines.skipped) == (Int64(lines), Int64(lines)))
            #expect(row.format == "")
        }
    }

    /// Comments before the first line do not hide it, however many there are.
    @Test func aLateFirstLineIsNotPassedOver() async throws {
        let comments = [UInt8](repeating: 0x0A, count: 100_000)
        let store = try await ingested(comments + lines.joined())
        #expect(store.ledger()[0].lines.counted + store.ledger()[0].lines.unrelated == 6)
        let folder = try Folder()
        let path = try folder.write(comments + lines.joined(), to: "access.log")
        let report = try await ingest([path], into: MemoryStore(), lineLimit: 1000, readSize: 1000)
        #expect(report.errors.allSatisfy { $0.contains("so many blank lines and comments") })
        #expect(report.statuses == [.failed])
    }

    /// What a line means does not depend on the lines before it.
    @Test func orderOfMethodsChangesNothing() async throws {
        let requests = [
            "GET /v2/a/manifests/1 HTTP/1.1", "get /v2/a/manifests/1 HTTP/1.1", "GEX /v2/a/manifests/1 HTTP/1.1",
            "HEAD /v2/a/manifests/1 HTTP/1.1", "HEAP /v2/a/manifests/1 HTTP/1.1", "head /v2/a/manifests/1 HTTP/1.1",
            "PUT /v2/a/manifests/1 HTTP/1.1", "/v2/a/manifests/1",
        ]
        // From as many clients: sessions are about the order.
        let lines = requests.enumerated().map { index, request in
            Array(
                "registry.k8s.io 192.0.2.\(index) - - [22/Mar/2023:10:11:12 +0000] \"\(request)\" 200 5 \"-\" \"a\"\n"
                    .utf8
            )
        }
        let forwards = try await ingested(lines.joined())
        let backwards = try await ingested(lines.reversed().joined())
        try expectSameFacts(forwards, backwards)
        let folder = try Folder()
        let apart = MemoryStore()
        for (index, line) in lines.enumerated() {
            try await ingest([folder.write(line, to: "\(index).log")], into: apart)
        }
        try expectSameFacts(forwards, apart)
    }
}
