import AccessLogs
import Testing

struct DetectionTests {
    private let tls = #"1.2.3.4 - - [22/Nov/2026:14:11:16 +0000] "\x16\x03\x01\x00" 400 157 "-" "-""#
    private let combined = #"1.2.3.4 - - [22/Nov/2026:14:11:16 +0000] "GET / HTTP/1.1" 200 2 "-" "curl/7.88.1""#
    private let start =
        #"time="2026-11-22T14:11:14.8Z" level=info msg="redis not configured" go.version=go1.19.8 service=registry"#

    @Test(arguments: ["", "\n", "\r\n\n", "# a remark\n", "#Version: 1.0\n#Fields: date time c-ip\n"])
    func nothingToTellFrom(text: String) {
        #expect(detectedName(Array(text.utf8)) == "no lines")
    }

    @Test func startsThatAreNoRequests() throws {
        #expect(detectedName(Array("\(tls)\n\(tls)\n\(combined)\n".utf8)) == "combined")
        #expect(detectedName(Array(":80 \(tls)\n:80 \(tls)\n".utf8)) == "vhost-combined")
        #expect(detectedName(Array("\(start)\n\(start)\n".utf8)) == "distribution")
        #expect(detectedName(Array("\(start)\n\(combined)\n\(start)\n\(start)\n\(start)\n".utf8)) == "distribution")
        let noise = "starting up\nlistening\nready\n"
        #expect(detectedName(Array((noise + "\(combined)\n").utf8)) == "combined")
        // Without a last newline.
        #expect(detectedName(Array(combined.utf8)) == "combined")
    }

    @Test func messagesAloneSayWhoWroteThem() {
        let json =
            #"{"go.version":"go1.19.8","instance.id":"b7de","level":"info","msg":"redis not configured","#
            + #""service":"registry","time":"2026-11-22T22:12:44.362234594Z"}"#
        #expect(detectedName(Array("\(json)\n\(json)\n".utf8)) == "distribution-json")
        #expect(detectedName(Array("\(json)\n\(combined)\n\(json)\n".utf8)) == "distribution-json")
        let core = "2023-05-16T12:11:39Z [ERROR] [/server/middleware/security/basic_auth.go:72]: no such user"
        #expect(detectedName(Array("\(core)\n\(core)\n".utf8)) == "harbor")
        #expect(detectedName(Array("\(core)\n\(combined)\n\(start)\n".utf8)) == "harbor")
        // The error log of any nginx is no sign of Harbor.
        let error = "2024/02/29 23:59:50 [error] 7#7: *1 open() failed"
        #expect(detectedName(Array("\(error)\n\(combined)\n\(error)\n".utf8)) == "combined")
    }

    @Test func fewerFieldsAreNotTakenWhereMoreAreRead() {
        let common = #"1.2.3.4 - - [22/Nov/2026:14:11:16 +0000] "GET / HTTP/1.1" 200 2"#
        #expect(detectedName(Array("\(common)\n\(common)\n".utf8)) == "common")
        #expect(detectedName(Array("\(combined)\n\(common)\n\(combined)\n\(combined)\n".utf8)) == "combined")
        #expect(detectedName(Array("\(common) 17 0.2\n".utf8)) == "common")
    }

    @Test func guessesSayHowFarTheyGot() throws {
        let text = Array("1.2.3.4 - - [22/Nov/2026:14:11:16 +0000] \"GET / HTTP/1.1\" OK 2 \"-\" \"-\"\n".utf8)
        guard case .unknown(let guesses) = Detection.detect(text.span) else {
            Issue.record("a format was found")
            return
        }
        #expect(guesses.count == 2)
        let first = try #require(guesses.first)
        #expect(["combined", "common"].contains(first.format.name))
        #expect(first.reason == .badStatus)
        #expect(first.line == 1)
        #expect(first.position == 58)
        #expect(first.read == 0)
        #expect(first.lines == 1)
    }
}

/// What is not known to be wrapping must not become a client.
struct UnknownPrefixTests {
    private let combined = #"192.0.2.1 - - [22/Nov/2026:14:11:16 +0000] "GET / HTTP/1.1" 200 2 "-" "curl/7.88.1""#

    @Test(arguments: ["182 ", "\u{1b}[36mweb-1  |\u{1b}[0m ", #"{"app":"x"} "#, "registry-6f-abc nginx "])
    func isNoClient(prefix: String) {
        #expect(detectedName(Array("\(prefix)\(combined)\n".utf8)).hasPrefix("unknown"))
    }

    @Test(arguments: ["192.0.2.1", "2001:db8::1", "host.example", "localhost", "[REDACTED]", "-", "192.0.2.x"])
    func isAClient(client: String) {
        let line = combined.replacing("192.0.2.1", with: client)
        #expect(detectedName(Array("\(line)\n".utf8)) == "combined")
    }
}

/// What stands beside and between access logs.
struct ErrorLogTests {
    private let nginx = #"2026/11/22 23:48:57 [error] 31#31: *46 open() failed (2: No such file), client: 192.0.2.10"#
    private let apache =
        "[Sun Nov 22 23:48:57.880562 2026] [auth_basic:error] [pid 10] [client 192.0.2.10:50229] AH01618: x"
    private let combined = #"1.2.3.4 - - [22/Nov/2026:14:11:16 +0000] "GET / HTTP/1.1" 200 2 "-" "curl/7.88.1""#

    @Test func errorLogsHoldNoRequests() throws {
        for line in [nginx, apache] {
            #expect(detectedName(Array("\(line)\n\(line)\n".utf8)) == "error-log")
            let parsed = Parsed("\(line)\n\(line)\n", as: try LogFormat(option: "error-log"))
            #expect(parsed.skipped == 2 && parsed.lines == 2)
            let mixed = "\(line)\n\(combined)\n\(line)\n"
            #expect(detectedName(Array(mixed.utf8)) == "combined")
            let read = Parsed(mixed, as: try LogFormat(option: "combined"))
            #expect(read.records.count == 1 && read.skipped == 2)
        }
    }

    @Test(arguments: ["2026/11/22 23:48:57 hello", "[Sun Nov 22 2026] x", "[Sun Nov 22 23:48:57 2026] hello"])
    func whatOnlyLooksLikeIt(line: String) throws {
        #expect(Parsed("\(line)\n", as: try LogFormat(option: "combined")).rejects.count == 1)
    }

    /// A line of logstash's formatter has `message`, as wrappers do, and is none.
    @Test func aMessageIsNoWrapping() {
        let json =
            #"{"@timestamp":"2026-11-22T14:11:16.6Z","go.version":"go1.19.8","http.request.host":"h.example","#
            + #""http.request.id":"6a","http.request.method":"GET","http.request.uri":"/","http.response.status":200,"#
            + #""http.response.written":2,"http.request.useragent":"curl/7.88.1","level":"info","message":"response completed"}"#
        #expect(detectedName(Array("\(json)\n\(combined)\n".utf8)) == "distribution-json")
    }
}
