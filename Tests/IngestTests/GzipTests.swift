import EbbTesting
import Foundation
import Ingest
import Store
import Testing

/// Compressed sources, whole and damaged.
struct GzipTests {
    private let lines = Sample(.vhostCombined).lines(day: 27, count: 12)

    @Test func plainGzipAndManyMembersAreTheSame() async throws {
        let folder = try Folder()
        let plain = MemoryStore()
        try await ingest([folder.write(lines.joined(), to: "access.log")], into: plain)
        // Members that end within lines, and empty ones.
        let bytes = Array(lines.joined())
        let members = try gzip([]) + gzip(bytes[..<100]) + gzip(bytes[100..<1000]) + gzip([]) + gzip(bytes[1000...])
        let zeros = [UInt8](repeating: 0, count: 1000)
        let files = try [gzip(bytes), members, gzip(bytes) + zeros, gzip(bytes) + [0]]
        for (index, file) in files.enumerated() {
            for readSize in [1, 100, 1 << 20] {
                let store = MemoryStore()
                let path = try folder.write(file, to: "\(index).gz")
                let report = try await ingest([path], into: store, lineLimit: 1000, readSize: readSize)
                #expect(report.errors == [], "\(index)")
                try expectSameFacts(store, plain)
                #expect(try store.ledgerStates() == plain.ledgerStates())
                #expect(store.ledger()[0].bytesRead == file.count)
            }
        }
    }

    @Test func truncatedAnywhereIsDamaged() async throws {
        let folder = try Folder()
        let file = try gzip(lines.joined())
        // Of nothing and of one byte nobody can say that they were to be gzip.
        for end in 2..<file.count {
            let store = MemoryStore()
            let path = try folder.write(file[..<end], to: "access.log.gz")
            let report = try await ingest([path], into: store)
            #expect(report.statuses == [.failed])
            #expect(report.errors.allSatisfy { $0.hasPrefix("\(path): the gzip stream ends in the middle") })
            #expect(store.days() == nil)
        }
    }

    @Test func flippedBytesAreDamagedOrTheSame() async throws {
        let folder = try Folder()
        let file = try gzip(lines.joined())
        let whole = MemoryStore()
        try await ingest([folder.write(file, to: "whole.gz")], into: whole)
        for index in file.indices {
            var flipped = file
            flipped[index] ^= UInt8(1 << (index % 8))
            let store = MemoryStore()
            let report = try await ingest([folder.write(flipped, to: "access.log.gz")], into: store)
            if report.statuses == [.failed] {
                #expect(store.days() == nil, "\(index)")
            } else {
                // Time, flags and system in the header change nothing of what is in it; nor do the bits that fill up the
                // last byte before the trailer.
                #expect((2..<10).contains(index) || index == file.count - 9, "\(index)")
                try expectSameFacts(store, whole)
            }
        }
    }

    @Test func bytesBehindTheLastMemberAreDamage() async throws {
        let folder = try Folder()
        for rest in ["garbage", "\u{1F}", "\u{1F}garbage", "\0\0garbage"] {
            let store = MemoryStore()
            let path = try folder.write(gzip(lines.joined()) + Array(rest.utf8), to: "access.log.gz")
            let report = try await ingest([path], into: store)
            #expect(report.statuses == [.failed], "\(rest)")
            #expect(store.days() == nil)
        }
    }

    @Test func nothingIsAnEmptySource() async throws {
        let folder = try Folder()
        for file in try [gzip([]), gzip([]) + gzip([]), []] {
            let store = MemoryStore()
            let report = try await ingest([folder.write(file, to: "access.log.gz")], into: store)
            #expect(report.errors == [])
            #expect(store.ledger().map(\.lines.total) == [0])
        }
    }

    @Test func theNameSaysNothing() async throws {
        let folder = try Folder()
        let store = MemoryStore()
        let plain = try folder.write(lines.joined(), to: "plain.gz")
        let packed = try folder.write(gzip(lines.joined()), to: "packed.log")
        let report = try await ingest([plain, packed], into: store)
        #expect(report.statuses == [.ingested, .alreadyIngested])
        #expect(store.ledger().count == 1)
    }

    /// A megabyte that inflates to a gigabyte is read in bounded memory, and told from a log.
    @Test(arguments: [nil, "combined"])
    func bombsEnd(format: String?) async throws {
        let folder = try Folder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "head -c 1073741824 /dev/zero | gzip -1 > '\(folder["bomb.gz"])'"]
        try process.run()
        process.waitUntilExit()
        let before = try residentBytes()
        let report = try await ingest([folder["bomb.gz"]], into: MemoryStore(), settings(host: "a.b", format: format))
        #expect(report.statuses == [.failed])
        let words = format == nil ? "no known format fits" : "Line 1, byte 0: line too long"
        #expect(report.errors.allSatisfy { $0.contains(words) })
        #expect(try residentBytes() - before < 200 << 20)
    }

    private func residentBytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(fields[1])) * 4096
    }
}
