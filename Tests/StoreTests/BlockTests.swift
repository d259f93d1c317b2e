import EbbTesting
import Foundation
import Registry
import SQLiteStore
import Store
import Testing
import Traffic

struct BlockTests {
    @Test func blocksCoverARangeAndNoStoredDayBesideIt() {
        for stored: ClosedRange<Int32> in [19_266...19_630, -700...(-3), 5...5, 0...1_200] {
            for first in stride(from: stored.lowerBound - 9, through: stored.upperBound + 9, by: 7) {
                for last in stride(from: first, through: stored.upperBound + 20, by: 11) {
                    let blocks = DayBlock.covering(first...last, stored: stored)
                    var covered: [Int32] = []
                    for block in blocks { covered += block.days.filter(stored.contains) }
                    #expect(covered == (first...last).filter(stored.contains))
                    #expect(blocks.count <= 2 * 7 * 3 + 2)
                }
            }
        }
        #expect(DayBlock.covering(0...511, stored: 3...500).count == 1)
        #expect(DayBlock.covering(-1_000...1_000, stored: 19_266...19_630).isEmpty)
    }

    /// The memory may be large, or so small that it forgets all the time.
    @Test("what is remembered is what is there", arguments: [1 << 26, 20_000])
    func remembersTheTruth(limit: Int) throws {
        try withFolder { folder in
            let path = folder.appending(path: "ebb.sqlite").path
            let writer = try SQLiteStore(writing: path)
            var draw = SystemRandomNumberGenerator()
            let commit = { (round: Int) in
                let requests = (0..<40).map { _ in
                    [old.redirected, old, new.via(.unknown), new.via(.followed), cdn, new.blob.bytes(9)]
                        .randomElement(using: &draw)?
                        .with {
                            let day = Int.random(in: 0..<100, using: &draw)
                            $0.day = String(format: "2023-%02d-%02d", 1 + day / 28, 1 + day % 28)
                            $0.client = "192.0.2.\(Int.random(in: 1...9, using: &draw))"
                            $0.repository = "image-\(Int.random(in: 1...5, using: &draw))"
                            $0.agent = "curl/\(Int.random(in: 1...3, using: &draw)).0"
                        } ?? old
                }
                _ = try writer.commit([CountedSource("\(round).log", content: UInt64(round), requests)])
            }
            try commit(0)
            let plain = try SQLiteStore(reading: path)
            let remembering = try SQLiteStore(reading: path, memory: BlockMemory(limit: limit))
            for round in 1...12 {
                for query in Self.queries(&draw) {
                    let expected = try plain.answer(query, Self.migration)
                    #expect(try remembering.answer(query, Self.migration).json == expected.json, "\(query)")
                }
                try commit(round)
                if round == 6 { try writer.forgetClients(readBefore: .max) }
            }
        }
    }

    private static let migration = Migration(
        name: "move",
        endpoints: move().endpoints,
        milestones: ["2023-01-20", "2023-02-15", "2023-03-20"].compactMap { name in
            Day(name).map { Milestone(name: name, day: $0) }
        }
    )

    private static func queries(_ draw: inout some RandomNumberGenerator) -> [Query] {
        let parts: [Query] = Query.Measure.allCases.flatMap { measure in
            ([nil, .image, .network, .tool] as [Query.Per?]).compactMap { per in
                guard measure == .pulls || per == nil || per == .image else { return nil }
                return Query(.progress) {
                    ($0.measure, $0.per) = (measure, per)
                    $0.step = [nil, .day, .week].randomElement(using: &draw) ?? nil
                    $0.from = Day(
                        year: 2023,
                        month: .random(in: 1...3, using: &draw),
                        day: .random(in: 1...28, using: &draw)
                    )
                    if per != .tool { $0.repository = [nil, "image-2"].randomElement(using: &draw) ?? nil }
                }
            }
        }
        return parts
            + Query.Kind.allCases.filter { $0 != .stuck }.flatMap { kind in
                (0..<4).map { number in
                    Query(kind) { query in
                        let fits = { (filter: Query.Filter) in kind.filters.contains(filter) && number % 2 == 1 }
                        if number > 0, kind.filters.contains(.from) {
                            let month = Int.random(in: 1...4, using: &draw)
                            query.from = Day(
                                String(format: "2023-%02d-%02d", month, Int.random(in: 1...28, using: &draw))
                            )
                            query.to = Day(
                                String(format: "2023-%02d-%02d", month + (kind == .outage ? 0 : number % 3), 28)
                            )
                        }
                        if fits(.repository), ![.clients, .networks].contains(kind) || number == 1 {
                            query.repository = "image-2"
                        }
                        if fits(.tool), number == 3 { query.tool = "curl" }
                        if fits(.client) { query.client = "192.0.2.3" }
                        if fits(.byTag) { query.byTag = true }
                        if fits(.per), kind != .progress { query.per = .network }
                        if fits(.endpoint) { query.endpoint = "legacy" }
                    }
                }
            }
    }
}
