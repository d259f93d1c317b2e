import AccessLogs
import EbbTesting
import Testing

struct DistributionTests {
    /// A logrus line for a request that ended at `end` (in tenths of a second of one minute).
    private func logrus(_ path: String, end: Int, took: String = "5ms", bytes: Int = 2) -> String {
        let clock = end < 100 ? "0\(end / 10)" : "\(end / 10)"
        return #"time="2026-11-22T14:11:\#(clock).\#(end % 10)Z" level=info msg="response completed" "#
            + "http.request.host=h.example http.request.method=GET http.request.remoteaddr=1.2.3.4 "
            + "http.request.uri=\(path) http.request.useragent=curl/8 http.response.duration=\(took) "
            + "http.response.status=200 http.response.written=\(bytes)"
    }

    /// A combined line for a request that started in second `start` of the same minute.
    private func combined(_ path: String, start: Int, bytes: Int = 2) -> String {
        #"1.2.3.4 - - [22/Nov/2026:14:11:\#(start < 10 ? "0" : "")\#(start) +0000] "GET \#(path) HTTP/1.1" 200 "#
            + #"\#(bytes) "" "curl/8""#
    }

    private func parse(_ lines: [String], cuts: Bool = false) throws -> Parsed {
        let text = Array(lines.map { $0 + "\n" }.joined().utf8)
        return Parsed(text, as: try LogFormat(option: "distribution"), cuts: cuts ? newlineCuts(text) : [])
    }

    @Test(arguments: [true, false])
    func aRepeatMayComeBeforeOrAfter(cuts: Bool) throws {
        for lines in [
            [logrus("/a", end: 101), combined("/a", start: 10)], [combined("/a", start: 10), logrus("/a", end: 101)],
            // It began in the second before.
            [combined("/a", start: 9), logrus("/a", end: 100, took: "150ms")],
            // It took long.
            [logrus("/a", end: 300, took: "25.3s"), combined("/a", start: 4)],
            [logrus("/a", end: 101), logrus("/b", end: 101), combined("/b", start: 10), combined("/a", start: 10)],
        ] {
            let parsed = try parse(lines, cuts: cuts)
            #expect(parsed.records.count == lines.count / 2)
            #expect(parsed.skipped == lines.count / 2)
            #expect(parsed.records.allSatisfy { $0.host == "h.example" })
        }
    }

    @Test(arguments: [true, false])
    func whatDiffersIsNoRepeat(cuts: Bool) throws {
        for lines in [
            [logrus("/a", end: 101), combined("/b", start: 10)],
            [logrus("/a", end: 101), combined("/a", start: 10, bytes: 3)],
            [logrus("/a", end: 101), combined("/a", start: 13)], [logrus("/a", end: 150), combined("/a", start: 12)],
            [combined("/a", start: 10), combined("/a", start: 10)],
        ] {
            let parsed = try parse(lines, cuts: cuts)
            #expect(parsed.records.count == 2)
            #expect(parsed.skipped == 0)
            #expect(parsed.lines == 2)
        }
    }

    @Test func eachLogrusLineSpendsItselfOnce() throws {
        let lines = [
            logrus("/a", end: 101), combined("/a", start: 10), combined("/a", start: 10), logrus("/a", end: 102),
            combined("/a", start: 10),
        ]
        // Two requests in logrus, three combined lines: one of them stands alone.
        let parsed = try parse(lines)
        #expect(parsed.records.count == 3)
        #expect(parsed.skipped == 2)
    }

    @Test func linesThatWaitComeOutWhenTheyAreDue() throws {
        var parser = try LogFormat(option: "distribution").makeParser()
        var batch = Batch()
        let first = Array((combined("/alone", start: 1) + "\n").utf8)
        parser.parse(first.span, into: &batch)
        #expect(batch.records.isEmpty && batch.lines == 0)
        #expect(parser.settle(atEnd: false, into: &batch).isEmpty)
        let others = (0..<100).map { logrus("/b", end: 100 + $0) + "\n" }
        let second = Array(others.joined().utf8)
        parser.parse(second.span, into: &batch)
        #expect(batch.records.count == 100)
        batch.removeAll()
        let settled = parser.settle(atEnd: false, into: &batch)
        #expect(settled == first)
        #expect(batch.records.count == 1 && batch.lines == 1)
        #expect(parser.settle(atEnd: true, into: &batch).isEmpty)
    }

    /// A slow, obvious twin: look at all pairs, in the order of the lines.
    @Test func sameAsComparingAllPairs() throws {
        var generator = SeededGenerator(5)
        for _ in 0..<300 {
            var requests: [(isLogrus: Bool, path: String, time: Int)] = []
            var now = 0
            while now < 30 {
                let path = ["/a", "/b"].randomElement(using: &generator) ?? "/"
                let pair = [(true, path, now), (false, path, now)].shuffled(using: &generator)
                requests += Int.random(in: 0..<4, using: &generator) == 0 ? [pair[0]] : pair
                now += Int.random(in: 0..<8, using: &generator)
            }
            let lines = requests.map { request in
                request.isLogrus
                    ? logrus(request.path, end: request.time) : combined(request.path, start: request.time / 10)
            }
            var isFree = requests.map { _ in true }
            var repeats = 0
            for (index, later) in requests.enumerated() {
                let partner = requests[..<index].indices.first { earlier in
                    let other = requests[earlier]
                    guard isFree[earlier], other.isLogrus != later.isLogrus, other.path == later.path else {
                        return false
                    }
                    let end = later.isLogrus ? later.time : other.time
                    let start = (later.isLogrus ? other.time : later.time) / 10 * 10
                    // Tenths of a second; the request took 5 ms.
                    return Double(start) + 19.99 >= Double(end) - 0.05 && start <= end + 10
                }
                if let partner {
                    isFree[partner] = false
                    isFree[index] = false
                    repeats += 1
                }
            }
            let parsed = try parse(lines, cuts: Bool.random(using: &generator))
            #expect(parsed.skipped == repeats)
            #expect(parsed.records.count == lines.count - repeats)
        }
    }
}
