import AccessLogs
import EbbTesting
import Testing

/// Generated streams of the servers' lines, shuffled, doubled and with lines missing: the fast way and the slow twin
/// count the same lines. A line is known by its user agent, which says its number.
struct RepeatTwinTests {
    @Test(arguments: ["distribution", "harbor"])
    func countsTheSameLines(name: String) throws {
        let format = try LogFormat(option: name)
        var generator = SeededGenerator(0x3E9)
        var waitedTooLong = 0
        var repeats = 0
        for round in 0..<120 {
            let lines = stream(&generator, ranks: name == "harbor" ? 3 : 2, isLong: round.isMultiple(of: 4))
            let text = Array(lines.enumerated().map { written($0.element, $0.offset) + "\n" }.joined().utf8)
            let cuts = newlineCuts(text).filter { _ in Int.random(in: 0...round, using: &generator) == 0 }
            let parsed = Parsed(text, as: format, cuts: cuts)
            let expected = RepeatTwin.requests(lines)
            let found = parsed.records.compactMap { $0.userAgent.flatMap { Int($0.dropFirst(5)) } }
            #expect(found.count == Set(found).count)
            #expect(Set(found) == expected)
            #expect(parsed.rejects.isEmpty && parsed.skipped == lines.count - expected.count)
            repeats += parsed.skipped
            waitedTooLong += expected.count { lines[$0].rank < (name == "harbor" ? 2 : 1) }
        }
        // Both ends of waiting must have been met.
        #expect(repeats > 2000 && waitedTooLong > 1000)
    }

    private func stream(_ generator: inout SeededGenerator, ranks: Int, isLong: Bool) -> [ToldLine] {
        var placed: [(place: Int, line: ToldLine)] = []
        var now = 20_000
        for index in 0..<(isLong ? 160 : 40) {
            let took = [5, 900, 12_500].randomElement(using: &generator) ?? 0
            let method = Int.random(in: 0..<4, using: &generator) == 0 ? "HEAD" : "GET"
            let path = ["a", "b", "c"].randomElement(using: &generator) ?? ""
            let status = [200, 304].randomElement(using: &generator) ?? 200
            let key = "\(method) /v2/\(path)/manifests/1 \(status)"
            for rank in 0..<ranks where Int.random(in: 0..<5, using: &generator) > 0 {
                let start = now - took
                let line =
                    switch rank {
                    case 0:
                        ToldLine(
                            rank: 0,
                            key: key,
                            from: start / 1000 * 1000,
                            to: start / 1000 * 1000 + 999,
                            written: start / 1000 * 1000
                        )
                    case 1: ToldLine(rank: 1, key: key, from: start, to: now, written: now)
                    default:
                        ToldLine(
                            rank: 2,
                            key: key,
                            from: now / 1000 * 1000 - took,
                            to: now / 1000 * 1000 + 999,
                            written: now / 1000 * 1000
                        )
                    }
                let isLate = Int.random(in: 0..<20, using: &generator) == 0
                let delay = Int.random(in: 0..<(isLate ? 300 : 8), using: &generator)
                let copies = Int.random(in: 0..<20, using: &generator) == 0 ? 2 : 1
                placed += Array(repeating: (index * 3 + delay, line), count: copies)
            }
            now += Int.random(in: 0..<8, using: &generator) == 0 ? 3400 : Int.random(in: 0..<400, using: &generator)
        }
        return placed.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.line)
    }

    private func written(_ line: ToldLine, _ number: Int) -> String {
        let words = line.key.split(separator: " ")
        let (method, path, status) = (words[0], words[1], words[2])
        // Where nothing was sent, each server has its own figure.
        let size = method == "HEAD" || status == "304" ? [0, 778, 778][line.rank == 2 ? 0 : 1] : 2761
        switch line.rank {
        case 0:
            return "172.18.0.9 - - [22/Nov/2026:14:\(clock(line.from)) +0000] \"\(method) \(path) HTTP/1.1\" \(status) "
                + "\(size) \"\" \"line-\(number)\""
        case 1:
            let millisecond = String(1000 + line.to % 1000).dropFirst()
            return "time=\"2026-11-22T14:\(clock(line.to)).\(millisecond)Z\" level=info msg=\"response completed\" "
                + "http.request.method=\(method) http.request.uri=\(path) http.request.useragent=line-\(number) "
                + "http.response.duration=\(line.to - line.from)ms http.response.status=\(status) "
                + "http.response.written=\(size)"
        default:
            let took = line.to - 999 - line.from
            let request = "\(took / 1000).\(String(1000 + took % 1000).dropFirst())"
            return "[22/Nov/2026:14:\(clock(line.to)) +0000]:192.0.2.1 - \"\(method) \(path) HTTP/1.1\" \(status) "
                + "\(size) \"-\" \"line-\(number)\" \(request) \(request) ."
        }
    }

    private func clock(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1000
        return "\(String(100 + seconds / 60).dropFirst()):\(String(100 + seconds % 60).dropFirst())"
    }
}
