import AccessLogs
import EbbTesting
import Testing

struct MutationTests {
    private static let fixtures = [
        "basic", "percent-encoding", "recoverable-errors", "unrelated-traffic", "unknown-version",
    ]

    private func lines(_ family: Family) throws -> [[UInt8]] {
        try Self.fixtures.flatMap { name in
            try AccessLogsTests.fixture("\(family.rawValue)/\(name).log")
                .split(separator: UInt8(ascii: "\n")).map(Array.init)
        }
    }

    /// Whatever stands in a log: nothing crashes, every line is counted once, every range lies within its chunk.
    @Test(arguments: Family.allCases)
    func nothingIsLostAndNothingCrashes(family: Family) throws {
        var generator = SeededGenerator(0xEBB)
        let lines = try lines(family)
        var parser = try family.format.makeParser()
        var total = 0
        var counted = 0
        for _ in 0..<400 {
            let picked = (0..<8).compactMap { _ in lines.randomElement(using: &generator) }
            let mutated = picked.map { Bool.random(using: &generator) ? $0 : generator.mutated($0) }
            let chunk = Array(mutated.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
            total += mutated.count
            counted += check(&parser, chunk)
        }
        var batch = Batch()
        let rest = parser.settle(atEnd: true, into: &batch)
        counted += count(batch, in: rest)
        #expect(counted == total)
    }

    private func check(_ parser: inout LineParser, _ chunk: [UInt8]) -> Int {
        var batch = Batch()
        parser.parse(chunk.span, into: &batch)
        let first = count(batch, in: chunk)
        batch.removeAll()
        let settled = parser.settle(atEnd: false, into: &batch)
        return first + count(batch, in: settled)
    }

    private func count(_ batch: Batch, in chunk: [UInt8]) -> Int {
        #expect(batch.lines == batch.records.count + batch.rejects.count + batch.skipped)
        for record in batch.records {
            let ranges = [
                record.client, record.host, record.method, record.path, record.query, record.referer, record.userAgent,
            ]
            let text = batch.isUnwrapped ? batch.unwrapped.bytes : chunk
            #expect(ranges.allSatisfy { $0.indices.upperBound <= text.count })
            #expect(record.status <= 999 && record.bytes >= -1)
        }
        for reject in batch.rejects {
            #expect(reject.range.indices.upperBound <= chunk.count && reject.position <= reject.range.count)
        }
        return batch.lines
    }

    /// Where a chunk ends says nothing about what its lines are.
    @Test(arguments: Family.allCases)
    func chunksMayEndAnywhere(family: Family) throws {
        for name in Self.fixtures {
            let text = try AccessLogsTests.fixture("\(family.rawValue)/\(name).log")
            let whole = Parsed(text, as: try family.format)
            // The border over every byte: the caller cuts at the newline before it.
            for border in text.indices {
                let cut = text[..<border].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
                expectSame(Parsed(text, as: try family.format, cuts: [cut]), whole)
            }
            let newlines = newlineCuts(text)
            for every in 1...max(newlines.count, 1) {
                let cuts = newlines.enumerated().filter { $0.offset % every == every - 1 }.map(\.element)
                expectSame(Parsed(text, as: try family.format, cuts: cuts), whole)
            }
        }
    }

    private func expectSame(_ left: Parsed, _ right: Parsed) {
        #expect(left.rejects == right.rejects)
        #expect(left.positions == right.positions)
        #expect(left.skipped == right.skipped)
        #expect(left.lines == right.lines)
        // Lines that were held back come later, where chunks are shorter.
        #expect(Set(left.records) == Set(right.records) && left.records.count == right.records.count)
    }
}
