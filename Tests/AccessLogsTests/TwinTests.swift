import AccessLogs
import EbbTesting
import Testing

struct TwinTests {
    /// Lines of each format, half of them damaged: the fast parser and its slow twin say the same of each.
    @Test(arguments: (Array(TwinShape.shapes.keys) + TwinColumns.layouts.keys).sorted())
    func saysTheSame(name: String) throws {
        let format = try LogFormat(option: name)
        let columns = TwinColumns.layouts[name]
        let header = Array((columns?.header ?? "").utf8)
        let comments = header.count { $0 == UInt8(ascii: "\n") }
        var generator = SeededGenerator(0x7417)
        let lines = try lines(name)
        var outcomes = [0, 0, 0]
        for index in 0..<4000 {
            let line = generated(name, lines, &generator)
            let text = index.isMultiple(of: 2) ? line : generator.mutated(line)
            guard !text.isEmpty, text.first != UInt8(ascii: "#") else {
                continue
            }
            let slow = try TwinParser.parse(text, as: name)
            let fast = Parsed(header + text, as: format)
            switch slow {
            case .record(let record):
                #expect(fast.records == [record], "\(String(decoding: text, as: UTF8.self))")
                outcomes[0] += 1
            case .skipped:
                #expect(fast.skipped == comments + 1, "\(String(decoding: text, as: UTF8.self))")
                outcomes[1] += 1
            case .rejected:
                #expect(fast.rejects.count == 1, "\(String(decoding: text, as: UTF8.self))")
                outcomes[2] += 1
            }
        }
        // Both sides of the comparison must have been met.
        #expect(outcomes[0] > 700 && outcomes[2] > 200, "\(outcomes)")
    }

    /// The lines of a format's fixtures, without headers.
    private func lines(_ name: String) throws -> [[UInt8]] {
        guard let family = Family(rawValue: name) else {
            return []
        }
        return try ["basic", "percent-encoding", "unrelated-traffic", "unknown-version"].flatMap { fixture in
            try AccessLogsTests.fixture("\(family.rawValue)/\(fixture).log").split(separator: UInt8(ascii: "\n"))
                .map(Array.init)
        }.filter { $0.first != UInt8(ascii: "#") && !$0.starts(with: Array("\"time_micros\"".utf8)) }
            .filter { !$0.starts(with: Array("\"c_ip\"".utf8)) }
    }

    private func generated(_ name: String, _ lines: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
        switch name {
        case "combined", "common", "vhost-combined": combined(name, &generator)
        case "cloudfront": cloudFront(&generator)
        default: lines.randomElement(using: &generator) ?? []
        }
    }

    private func combined(_ name: String, _ generator: inout SeededGenerator) -> [UInt8] {
        func pick(_ choices: [String]) -> String {
            choices.randomElement(using: &generator) ?? ""
        }
        let requests = [
            "GET /v2/ HTTP/1.1", "HEAD /v2/a/manifests/1?ns=x HTTP/2.0", "GET / ", "GET /a b HTTP/1.0", "\\x16\\x03",
            "-", "", "GET http://h.example/p?q HTTP/1.1", "POST", "get /x HTTP/1.1 HTTP/1.1", "a\\\"b c", "GET ?a=b",
        ]
        let agents = ["-", "", "curl/8", "a \\\"b\\\" c", "d \\\\", "x\\x22y", "UpstreamClient(D \\\\(linux\\\\))"]
        var line = name == "vhost-combined" ? pick(["h.example:443 ", ":80 ", "h.example "]) : ""
        line += pick(["1.2.3.4", "::1", "host.example"]) + " - " + pick(["-", "bob", "a b"])
        line += " [" + pick(["29/Feb/2024", "01/Jan/1970", "31/Dec/2026", "31/Apr/2024"])
        line += ":" + pick(["00:00:00", "23:59:59"]) + " " + pick(["+0000", "-0730"]) + "] "
        line += "\"\(pick(requests))\" \(pick(["200", "404", "-", "000"])) \(pick(["0", "-", "123456789012"]))"
        if name != "common" {
            line += " \"\(pick(["-", "", "http://a.example/\\\"b"]))\" \"\(pick(agents))\""
        }
        line += pick(["", "", " 0.01 \"-\"", " \"x\""])
        return Array(line.utf8)
    }

    private func cloudFront(_ generator: inout SeededGenerator) -> [UInt8] {
        func pick(_ choices: [String]) -> String {
            choices.randomElement(using: &generator) ?? ""
        }
        let columns = [
            pick(["2024-02-29", "2024-12-31", "2023-02-28"]), pick(["00:00:00", "23:59:59"]), "FRA56-P2",
            pick(["0", "2761", "-"]), pick(["1.2.3.4", "2001:db8::7"]), pick(["GET", "HEAD"]), "d1.cloudfront.net",
            pick(["/v2/", "/a%2520b", "/v2/a/blobs/sha256%253Aabc"]), pick(["200", "000", "404"]),
            pick(["-", "http://a.example/%22"]), pick(["-", "curl/8", "containerd%2F1.6%20x"]), pick(["-", "a=b"]), "-",
            "Hit", "id==", pick(["h.example", "-", ""]), "https", "97", "0.1",
            pick(["-", "192.0.2.1, 10.0.0.1"]), "TLSv1.3",
        ]
        return Array(columns.joined(separator: "\t").utf8)
    }
}
