import AccessLogs
import EbbTesting
import Testing

/// One line of a log, in everything that programs on its way put around it.
struct WrappingTests {
    static let combined =
        #"192.0.2.10 - - [01/Mar/2024:00:00:01 +0000] "GET /v2/a/manifests/1 HTTP/1.1" 200 7 "-" "say \"hi\" \\o""#
    static let escaped =
        #"192.0.2.10 - - [01/Mar/2024:00:00:01 +0000] \"GET /v2/a/manifests/1 HTTP/1.1\" 200 7 \"-\" \"say \\\"hi\\\" \\\\o\""#

    static let wrapped: [(String, String)] = [
        ("RFC 3164", "<134>Mar  1 00:00:02 edge nginx: \(combined)"),
        ("RFC 3164 with a process", "Mar  1 00:00:02 edge nginx[17]: \(combined)"),
        ("RFC 3164 without a host", "<134>Mar  1 00:00:02 nginx: \(combined)"),
        ("RFC 3164 with a year", "<134>Mar 01 2024 00:00:02 edge nginx: \(combined)"),
        ("syslog with ISO 8601", "<134>2024-03-01T00:00:02.5Z edge nginx[1]: \(combined)"),
        ("the journal, short-iso", "2024-03-01T01:00:02+0100 edge nginx[1]: \(combined)"),
        ("RFC 5424", "<165>1 2024-03-01T00:00:02.003Z edge nginx 17 ID47 - \(combined)"),
        ("RFC 5424 with data", #"<165>1 2024-03-01T00:00:02Z edge nginx - - [x@1 a="] \" b"][y c="d"] "# + combined),
        ("RFC 5424 with a mark", "<165>1 2024-03-01T00:00:02Z edge nginx - - - \u{FEFF}\(combined)"),
        ("a container's file", "2024-03-01T01:00:02.000000100+01:00 stdout F \(combined)"),
        ("kubectl with names", "[pod/edge-0/nginx] \(combined)"),
        ("compose", "nginx-1  | \(combined)"),
        ("compose with times", "nginx-1  | 2024-03-01T00:00:02.1Z \(combined)"),
        ("timestamps", "2024-03-01T00:00:02.123456789Z \(combined)"),
        ("Docker", #"{"log":"\#(escaped)\n","stream":"stdout","time":"2024-03-01T00:00:02.1Z"}"#),
        ("Docker, in syslog", "Mar  1 00:00:02 edge nginx: " + #"{"log":"\#(escaped)\r\n","stream":"stdout"}"#),
        ("journalctl -o json", #"{"__REALTIME_TIMESTAMP":"1709251202000000","MESSAGE":"\#(escaped)"}"#),
        ("Cloud Logging", #"{"textPayload":"\#(escaped)","timestamp":"2024-03-01T00:00:02Z","severity":"INFO"}"#),
        ("Cloud Logging, parsed", #"{"jsonPayload":{"message":"\#(escaped)"},"timestamp":"2024-03-01T00:00:02Z"}"#),
        ("Fluent Bit", #"{"date":1709251202.5,"log":"\#(escaped)","kubernetes":{"pod_name":"edge-0"}}"#),
    ]

    @Test(arguments: wrapped)
    func peelsWhatIsAround(name: String, line: String) throws {
        let bare = Parsed(Self.combined, as: try LogFormat(option: "combined"))
        let text = Array("\(line)\n\(line)\n".utf8)
        guard case .found(let finding) = Detection.detect(text.span) else {
            Issue.record("\(name): no format was found")
            return
        }
        #expect(finding.format.name == "combined" && finding.read == 2 && finding.lines == 2)
        let parsed = Parsed(text, as: finding.format)
        #expect(parsed.records == bare.records + bare.records)
        #expect(parsed.lines == 2)
    }

    @Test func linesWithoutTheWrappingAreReadAsTheyAre() throws {
        let text = Array("<134>Mar  1 00:00:02 edge nginx: \(Self.combined)\n\(Self.combined)\n\n".utf8)
        let parsed = Parsed(text, as: try found(text))
        #expect(parsed.records.count == 2 && parsed.skipped == 1 && parsed.lines == 3)
    }

    @Test func piecesOfALineAreJoined() throws {
        let middle = Self.combined.index(Self.combined.startIndex, offsetBy: 40)
        let stamp = "2024-03-01T00:00:02Z"
        let text = Array(
            """
            \(stamp) stdout F \(Self.combined)
            \(stamp) stdout P \(Self.combined[..<middle])
            \(stamp) stderr P \(Self.combined[..<middle])
            \(stamp) stdout F \(Self.combined[middle...])
            \(stamp) stderr F \(Self.combined[middle...])

            """.utf8
        )
        let format = try found(text)
        let whole = Parsed(text, as: format)
        #expect(whole.records.count == 3 && Set(whole.records).count == 1)
        #expect(whole.skipped == 2 && whole.lines == 5)
        for cut in newlineCuts(text) {
            #expect(Parsed(text, as: format, cuts: [cut]) == whole)
        }
    }

    /// journald's export format: a field a line, an entry's end is a blank line.
    @Test func theJournalsExport() throws {
        let length = "\u{8}\0\0\0\0\0\0\0"
        let entry = """
            __CURSOR=s=1
            __REALTIME_TIMESTAMP=1709251202000000
            _COMM=nginx
            BINARY
            \(length)ab\ncd=ef
            MESSAGE=\(Self.combined)
            _PID=7


            """
        let text = Array((entry + entry).utf8)
        let format = try found(text)
        let whole = Parsed(text, as: format)
        #expect(format.name == "combined")
        #expect(whole.records.count == 2 && whole.lines == 18 && whole.skipped == 16)
        for cut in newlineCuts(text) {
            #expect(Parsed(text, as: format, cuts: [cut]) == whole)
        }
    }

    /// RFC 3164 names no year: the last one that the source can be from.
    @Test(
        arguments: [
            ("Mar  1 00:00:02", 1_709_251_203, 1_709_251_202), ("Mar  1 00:00:02", 1_709_164_803, 1_709_251_202),
            ("Mar  1 00:00:02", 1_709_164_801, 1_677_628_802), ("Dec 31 23:59:59", 1_704_067_200, 1_704_067_199),
            ("Feb 29 12:00:00", 1_735_689_600, 1_709_208_000), ("Feb 29 12:00:00", 4_105_123_200, 3_981_355_200),
        ] as [(String, Int64, Int64)]
    )
    func theYearOfATimeWithoutOne(stamp: String, lastChange: Int64, expected: Int64) throws {
        let line = Array(
            "\(stamp) edge proxy[1]: 192.0.2.10 - \"GET /v2/ HTTP/1.1\" 200 2 \"-\" \"x\" 0.1 0.1 .\n".utf8
        )
        guard case .found(let finding) = Detection.detect(line.span, lastChange: lastChange) else {
            Issue.record("no format was found")
            return
        }
        var batch = Batch()
        var parser = finding.format.makeParser(lastChange: lastChange)
        parser.parse(line.span, into: &batch)
        _ = parser.settle(atEnd: true, into: &batch)
        #expect(batch.records.map(\.time) == [expected])
    }

    /// A reject says where its line stands in the source, wrapping and all.
    @Test func rejectsStandWhereTheLineStands() throws {
        let good = "<134>Mar  1 00:00:02 edge nginx: \(Self.combined)\n"
        let bad = good.replacing(" 200 ", with: " OK ")
        let text = Array((good + bad).utf8)
        var batch = Batch()
        var parser = try found(text).makeParser()
        parser.parse(text.span, into: &batch)
        let reject = try #require(batch.rejects.first)
        #expect(reject.reason == .badStatus && reject.line == 1)
        #expect(Array(text[reject.range.indices]) == Array(bad.utf8.dropLast()))
        #expect(text[Int(reject.range.start + reject.position)] == UInt8(ascii: "O"))
    }

    /// Damaged wrappings: every line is accounted for, and nothing depends on where chunks end.
    @Test(arguments: wrapped)
    func damagedWrappings(name: String, line: String) throws {
        let format = try found(Array("\(line)\n".utf8))
        var generator = SeededGenerator(0x3A9)
        var text: [UInt8] = []
        for _ in 0..<400 {
            text += generator.mutated(Array(line.utf8)).filter { $0 != 0x0A } + [0x0A]
        }
        let whole = Parsed(text, as: format)
        #expect(whole.lines == 400 && whole.records.count + whole.rejects.count + whole.skipped == 400)
        let cuts = newlineCuts(text).filter { $0 % 3 == 0 }
        #expect(Parsed(text, as: format, cuts: cuts) == whole)
    }

    private func found(_ text: [UInt8]) throws -> LogFormat {
        guard case .found(let finding) = Detection.detect(text.span) else {
            throw LogFormatError(text: "no format was found", wayOut: "")
        }
        return finding.format
    }
}
