import AccessLogs
import Testing

struct CombinedTests {
    @Test func readsEveryField() throws {
        let line =
            #"83.149.9.216 - frank [24/Feb/2015:23:13:42 +0100] "GET /a/b.png?x=1&y HTTP/1.1" 200 203023 "#
            + #""http://semicomplete.com/p/" "Mozilla/5.0 (Macintosh; Intel \"Mac\" OS X 10_9_1)""#
        let parsed = Parsed(line, as: try LogFormat(option: "combined"))
        let record = try #require(parsed.records.first)
        #expect(record.time == 1_424_816_022)
        #expect(record.client == "83.149.9.216")
        #expect(record.host == nil)
        #expect(record.method == "GET")
        #expect(record.path == "/a/b.png")
        #expect(record.query == "x=1&y")
        #expect(record.status == 200)
        #expect(record.bytes == 203023)
        #expect(record.referer == "http://semicomplete.com/p/")
        #expect(record.userAgent == #"Mozilla/5.0 (Macintosh; Intel "Mac" OS X 10_9_1)"#)
        #expect(parsed.lines == 1)
    }

    @Test(
        arguments: [
            (#"GET / HTTP/1.1"#, "GET", "/", nil, nil),
            (#"GET /"#, "GET", "/", nil, nil),
            (#"GET /a b c HTTP/1.0"#, "GET", "/a b c", nil, nil),
            (#"GET http://h.example:80/v2/?q HTTP/1.1"#, "GET", "/v2/", "q", "h.example:80"),
            (#"GET HTTPS://h.example HTTP/1.1"#, "GET", nil, nil, "h.example"),
            (#"OPTIONS * HTTP/1.1"#, "OPTIONS", "*", nil, nil),
            (#"CONNECT h.example:443 HTTP/1.1"#, "CONNECT", "h.example:443", nil, nil),
            (#"\x16\x03\x01\x00"#, nil, "\u{16}\u{3}\u{1}\u{0}", nil, nil),
            (#"GET /a?b?c HTTP/3"#, "GET", "/a", "b?c", nil),
            (#"QUIT"#, "QUIT", nil, nil, nil),
            (#"M-SEARCH * HTTP/1.1"#, "M-SEARCH", "*", nil, nil),
            (#"1.2.3.4 foo"#, nil, "1.2.3.4 foo", nil, nil),
        ] as [(String, String?, String?, String?, String?)]
    )
    func takesRequestLinesApart(
        request: String,
        method: String?,
        path: String?,
        query: String?,
        host: String?
    ) throws {
        let line = #"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "\#(request)" 400 0 "-" "-""#
        let record = try #require(Parsed(line, as: try LogFormat(option: "combined")).records.first)
        #expect(record.method == method)
        #expect(record.path == path)
        #expect(record.query == query)
        #expect(record.host == host)
    }

    @Test(arguments: ["", "-"])
    func anEmptyRequestIsNoRequest(request: String) throws {
        let line = #"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "\#(request)" 408 0 "-" "-""#
        let parsed = Parsed(line, as: try LogFormat(option: "combined"))
        #expect(parsed.records.isEmpty)
        #expect(parsed.skipped == 1)
        #expect(parsed.lines == 1)
    }

    @Test(arguments: [
        (#"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 2x0 5 "-" "-""#, RejectReason.badStatus),
        (#"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 5x "-" "-""#, .badBytes),
        (#"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 99999999999999999999 "-" "-""#, .badBytes),
        (#"1.2.3.4 - - [31/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 5 "-" "-""#, .badTime),
        (#"1.2.3.4 - - [24/Feb/2015:24:13:42 +0100] "GET / HTTP/1.1" 200 5 "-" "-""#, .badTime),
        (#"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1 200 5 -"#, .unterminatedQuote),
        (#"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 5"#, .tooFewFields),
        (#"h.example 1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 5 "-" "-""#, .notThisFormat),
        (#"1.2.3.4 [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 5 "-" "-""#, .tooFewFields),
        ("hello", .tooFewFields),
    ])
    func saysWhyALineCannotBeRead(line: String, reason: RejectReason) throws {
        let parsed = Parsed(line, as: try LogFormat(option: "combined"))
        #expect(parsed.rejects == [reason])
        #expect(parsed.lines == 1)
    }

    @Test(arguments: [
        ("www.example.com:443 1.2.3.4", "www.example.com:443"), ("www.example.com 1.2.3.4", "www.example.com"),
        (":5080 1.2.3.4", ":5080"), ("[::1]:80 1.2.3.4", "[::1]:80"),
    ])
    func hostInFront(head: String, host: String) throws {
        let line = #"\#(head) - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 5 "-" "-" 0.01 "x""#
        let record = try #require(Parsed(line, as: try LogFormat(option: "vhost-combined")).records.first)
        #expect(record.host == host)
        #expect(record.client == "1.2.3.4")
    }

    @Test func lineEndsAndBlankLines() throws {
        let line = #"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 304 -"#
        let parsed = Parsed("\(line)\r\n\n\r\n\(line) 77 \"-\"\n\(line)", as: try LogFormat(option: "common"))
        #expect(parsed.records.count == 3)
        #expect(parsed.records.allSatisfy { $0.bytes == 0 && $0.status == 304 })
        #expect(parsed.skipped == 2)
        #expect(parsed.lines == 5)
    }

    @Test func aUserAgentThatIsCutOff() throws {
        let line = #"1.2.3.4 - - [24/Feb/2015:23:13:42 +0100] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0 (compat"#
        let record = try #require(Parsed(line, as: try LogFormat(option: "combined")).records.first)
        #expect(record.userAgent == "Mozilla/5.0 (compat")
    }
}
