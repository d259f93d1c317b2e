import AccessLogs
import Testing

/// What single text formats say in their own ways.
struct TextFormatTests {
    private func record(_ line: String, _ name: String) throws -> ParsedRecord {
        try #require(Parsed(line, as: try LogFormat(option: name)).records.first)
    }

    /// HAProxy does not name the headers that it captured, so they are known by their looks.
    @Test(
        arguments: [
            ("old.example:5000", .some("old.example:5000"), nil, nil, nil),
            ("192.0.2.77, 10.0.0.1|old.example", "old.example", "192.0.2.77, 10.0.0.1", nil, nil),
            (
                "docker/24.0.5 os/linux|http://a.example/v2/|", nil, nil, "http://a.example/v2/",
                "docker/24.0.5 os/linux"
            ),
            ("10.0.0.5:5000|2001:db8::7", "10.0.0.5:5000", "2001:db8::7", nil, nil),
            ("text/html|-|gzip|a b", nil, nil, nil, nil),
            ("one.example|two.example|curl/8|odd/1 #22x#7C#22", "one.example", nil, nil, "curl/8"),
            ("odd/1 #22x#7C#22", nil, nil, nil, #"odd/1 "x|""#),
        ] as [(String, String?, String?, String?, String?)]
    )
    func captures(text: String, host: String?, forwardedFor: String?, referer: String?, agent: String?) throws {
        for response in ["", "{application/json} "] {
            let record = try record(
                "[2001:db8::1]:39759 [09/Dec/2013:12:59:46.633] in~ default/a 0/5/1/4/9 200 85 - - ---- 8/8/8/1/0 0/6 "
                    + "{\(text)} \(response)\"GET /v2/ HTTP/1.1\"",
                "haproxy"
            )
            #expect(record.client == "[2001:db8::1]")
            #expect(record.host == host)
            #expect(record.forwardedFor == forwardedFor)
            #expect(record.referer == referer)
            #expect(record.userAgent == agent)
        }
    }

    /// A path that is not whole names another image.
    @Test func aRequestThatWasCutOffIsNone() throws {
        let whole =
            "1.2.3.4:39759 [09/Dec/2013:12:59:46.633] in a/a 0/5/1/4/9 200 85 - - ---- 8/8/8/1/0 0/6 \"GET /v2/a HTTP/1.1\""
        let format = try LogFormat(option: "haproxy")
        #expect(Parsed(whole, as: format).records.count == 1)
        for length in 1...12 {
            #expect(Parsed(String(whole.dropLast(length)), as: format).rejects == [.unterminatedQuote])
        }
    }

    @Test func whatIsNotKnownIsNotNone() throws {
        let seven = "2018-11-18T15:39:04.902Z|d5d7|127.0.0.1|anonymous|GET|/v2/|-1|-1|-1|0|curl/8"
        #expect(try record(seven, "artifactory").bytes == -1)
        #expect(try record(seven, "artifactory").status == 0)
        let pipe = "simple|Thu, 07 Jan 2021 20:54:52 GMT|US|/simple/numpy/|TLSv1.2|ECDHE||||(null)"
        #expect(try record(pipe, "fastly-pipe").userAgent == nil)
        #expect(try record(pipe, "fastly-pipe").bytes == -1)
        #expect(try record(pipe, "fastly-pipe").time == 1_610_052_892)
    }

    @Test func theClientAndWhoItCameThrough() throws {
        let quay = #"10.0.0.9 (-) - - [29/Feb/2024:23:59:57 +0000] "GET /v2/ HTTP/1.1" 200 0 "-" "-" (0.1 4 0.1)"#
        #expect(try record(quay, "quay").client == "10.0.0.9")
        #expect(try record(quay.replacing("(-)", with: "(192.0.2.10)"), "quay").client == "192.0.2.10")
        let istio = try Family.envoy.parse("unknown-version").records
        #expect(istio.map(\.client) == ["192.0.2.10", "192.0.2.10", nil, "2001:db8::7"])
        #expect(istio.map(\.forwardedFor) == ["203.0.113.9", "203.0.113.9", "192.0.2.10", "203.0.113.9"])
        let w3c = try Family.w3c.parse("unknown-version").records
        #expect(w3c.last?.forwardedFor == "203.0.113.9,+10.0.0.1")
        #expect(w3c.last?.time == 1_709_251_199)
    }

    /// Without a column for it, nothing is known of the referer.
    @Test func columnsSayWhetherTheRefererIsKnown() throws {
        for (name, isKnown) in [("", false), (" cs(Referer)", true)] {
            let text = Array(
                "#Fields: date time cs-uri-stem\(name)\n2024-02-29 23:59:59 /v2/\(isKnown ? " -" : "")\n".utf8
            )
            var parser = try LogFormat(option: "w3c").makeParser()
            var batch = Batch()
            parser.parse(text.span, into: &batch)
            #expect(batch.records.map(\.knowsReferer) == [isKnown])
        }
    }

    @Test func theBucketStandsInForTheHost() throws {
        let records = try Family.gcsUsage.parse("unknown-version").records
        #expect(records.map(\.host) == ["old.example", "images-bucket", "old.example"])
    }

    /// Requests that a load balancer could not read are none; a method `-` is no method.
    @Test(arguments: ["- - HTTP/1.1", "- - -", "- http://old.example:80- -", "-", ""])
    func unreadRequests(text: String) throws {
        let line = #"1.2.3.4 - - [22/Nov/2026:14:11:16 +0000] "\#(text)" 400 157 "-" "-""#
        #expect(Parsed(line, as: try LogFormat(option: "combined")).skipped == 1)
    }

    /// Envoy's own log has its lines among others, each in what Kubernetes puts around it.
    @Test func envoyInTheCorpora() throws {
        guard let bytes = try Corpora.bytes("envoy/crowdsec-envoy-logs.log") else {
            return
        }
        guard case .found(let finding) = Detection.detect(bytes.span) else {
            Issue.record("nothing was found")
            return
        }
        #expect(finding.format.name == "envoy")
        let records = Parsed(bytes, as: finding.format).records.filter { $0.host?.contains("proxy") == true }
        #expect(records.map(\.forwardedFor).contains("192.168.1.100, 10.42.0.1"))
        // Two in text, two in JSON.
        #expect(records.map(\.bytes) == [512, 1024, 512, 1024])
    }
}
