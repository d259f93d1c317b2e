import AccessLogs
import EbbTesting
import Testing

struct TwinJSONTests {
    private static let documentReasons: Set<RejectReason> = [
        .badJSON, .duplicateKey, .nestedTooDeep, .badEscape, .loneSurrogate,
    ]

    /// Generated lines of every JSON format, half of them damaged: the fast reader and its slow twin say the same of each.
    @Test(arguments: TwinKeyed.formats.map(\.format))
    func saysTheSame(name: String) throws {
        let twin = try #require(TwinKeyed.formats.first { $0.format == name })
        let format = try LogFormat(option: name)
        var generator = SeededGenerator(0x7501)
        var outcomes = [0, 0, 0]
        for index in 0..<1000 {
            let line = Array(JSONLine(twin, &generator).text.utf8)
            let text = index.isMultiple(of: 2) ? line : generator.mutated(line)
            guard let first = text.first, !twin.hasOtherLines || first == UInt8(ascii: "{") else {
                continue
            }
            let fast = Parsed(text, as: format)
            let shown = String(decoding: text, as: UTF8.self)
            switch twin.parse(text) {
            case .record(let record):
                #expect(fast.records == [record], "\(shown)")
                outcomes[0] += 1
            case .skipped:
                #expect(fast.skipped == 1 && fast.lines == 1, "\(shown)")
            case .refused:
                #expect(fast.rejects.count == 1 && Self.documentReasons.isSuperset(of: fast.rejects), "\(shown)")
                outcomes[1] += 1
            case .rejected(let reason):
                #expect(fast.rejects == [reason], "\(shown)")
                outcomes[2] += 1
            }
        }
        // All sides of the comparison must have been met.
        #expect(outcomes[0] > 200 && outcomes[1] > 100 && outcomes[2] > 100)
    }

    /// Times in every way of writing them, half of them damaged.
    @Test func timesLikeTheTwins() {
        var generator = SeededGenerator(0x71E5)
        var read = 0
        for index in 0..<2000 {
            let time = Array(JSONLine.time(&generator).utf8)
            let text = index.isMultiple(of: 2) ? time : generator.mutated(time)
            let expected = TwinTime.any(text)
            #expect(text.span.anyTime(in: text.indices) == expected, "\(String(decoding: text, as: UTF8.self))")
            read += expected == nil ? 0 : 1
        }
        #expect(read > 650 && read < 1900)
    }

    @Test func bracketsWithoutEndAreNoTime() {
        let text =
            Array(repeating: UInt8(ascii: "["), count: 1_000_000)
            + Array(repeating: UInt8(ascii: "]"), count: 1_000_000)
        #expect(text.span.anyTime(in: text.indices) == nil)
    }

    @Test(arguments: [
        "1795356676", "1795356676.9", "1.795356676e9", "1795356676917", "1795356676000000000.5", "1.795356676e18",
    ])
    func countsSince1970(text: String) {
        #expect(Array(text.utf8).span.anyTime(in: 0..<text.utf8.count) == 1_795_356_676)
    }
}
