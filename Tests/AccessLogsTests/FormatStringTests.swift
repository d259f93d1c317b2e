import AccessLogs
import Testing

struct FormatStringTests {
    private func record(_ line: String, _ option: String) throws -> ParsedRecord {
        try #require(Parsed(line, as: try LogFormat(option: option)).records.first)
    }

    @Test(arguments: [
        (
            "$msec|$remote_addr|$request|$status|$bytes_sent|$http_user_agent",
            "1795356676.123|1.2.3.4|GET /v2/?a HTTP/1.1|200|12|x \\x22y\\x22"
        ),
        (
            "'$time_iso8601 $http_x_forwarded_for, \"$request_method $uri$is_args$args\" ' '${status} $upstream_addr, $bytes_sent'",
            "2026-11-22T14:11:16+00:00 1.2.3.4, 10.0.0.1, \"GET /v2/?a\" 200 1.1.1.1:80, 12"
        ),
        (
            "log_format a escape=none '[$time_local] <$http_user_agent> \"$request\" $status $bytes_sent $remote_addr';",
            "[22/Nov/2026:14:11:16 +0000] <x \"y\"> \"GET /v2/?a HTTP/1.1\" 200 12 1.2.3.4"
        ),
        (
            #"%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t %h "%r" %>s %O %{X}o"#,
            "22/Nov/2026 14:11:16.001 +0000 1.2.3.4 \"GET /v2/?a HTTP/1.1\" 200 12 \"some thing\""
        ),
        (
            #"LogFormat "%{sec}t.%{usec_frac}t %a %m %U%q %s/%>s %D %O" x"#,
            "1795356676.123456 1.2.3.4 GET /v2/?a 302/200 99 12"
        ),
        (
            #"%!200,304{Host}i %t \"%r\"\t%>s\t%O\t%h"#,
            "- [22/Nov/2026:14:11:16 +0000] \"GET /v2/?a HTTP/1.1\"\t200\t12\t1.2.3.4"
        ),
        (
            #"%{X-Forwarded-For}i [%{%Y%m%d%H%M%S}t] "%r" %>s %O 100%%"#,
            "1.2.3.4, 10.0.0.1 [20261122141116] \"GET /v2/?a HTTP/1.1\" 200 12 100%"
        ),
    ])
    func readsTheSameRequest(option: String, line: String) throws {
        let record = try record(line, option)
        #expect(record.time == 1_795_356_676)
        // Where only X-Forwarded-For says who asked, who to believe is decided later.
        #expect((record.client ?? record.forwardedFor)?.split(separator: ",").first == "1.2.3.4")
        #expect(record.client == nil || record.forwardedFor == nil)
        #expect(record.method == "GET")
        #expect(record.path == "/v2/")
        #expect(record.query == "a")
        #expect(record.status == 200)
        #expect(record.bytes == 12)
        #expect(try LogFormat(option: option).bytesIncludeHeaders)
        #expect(record.userAgent == nil || record.userAgent == #"x "y""#)
    }

    @Test func bodyBytesAndTheRealClientAreTakenFirst() throws {
        let nginx = "$http_x_forwarded_for $remote_addr $bytes_sent $body_bytes_sent [$time_local] \"$request\" $status"
        let line = "9.9.9.9 1.2.3.4 300 12 [22/Nov/2026:14:11:16 +0000] \"GET / HTTP/1.1\" 200"
        let record = try record(line, nginx)
        #expect(record.client == "1.2.3.4")
        #expect(record.forwardedFor == "9.9.9.9")
        #expect(record.bytes == 12)
        #expect(try !LogFormat(option: nginx).bytesIncludeHeaders)
    }

    @Test func noBytesAtAll() throws {
        let record = try record("[22/Nov/2026:14:11:16 +0000] \"GET / HTTP/1.1\" 200", #"%t "%r" %>s"#)
        #expect(record.bytes == -1)
    }

    @Test func namesAndWhatTheyHold() throws {
        #expect(LogFormat.all.prefix(3) == ["combined", "common", "vhost-combined"])
        for name in LogFormat.all {
            #expect(try LogFormat(option: name).name == name)
        }
        #expect(try !LogFormat(option: "common").hasReferer)
        #expect(try LogFormat(option: "s3-access").hasHost)
        #expect(try LogFormat(option: "$time_local $request $status").name == "nginx")
        #expect(try LogFormat(option: "%t %r %>s").name == "apache")
    }

    @Test(
        arguments: [
            ("combine", nil, "there is no log format"),
            ("$remote_addr$request $status $time_local", 13, "nothing stands between $remote_addr and $request"),
            ("log_format x '$time_local$status $request';", 26, "nothing stands between $time_local and $status"),
            (
                "$remote_addr - $status", nil,
                "does not log the time ($time_local, $time_iso8601 or $msec), nor the request"
            ),
            ("$time_local $request_method $status", nil, "does not log the request"),
            ("$time_local $request", nil, "does not log the status"),
            ("%h %t %>s", nil, "does not log the request (%r, or %m with %U)"),
            ("%h %{%H:%M}t %r %>s", nil, "does not log the time (%t)"),
            ("%h %{%Q}t %r %>s", 4, "holds a part that Ebb does not read"),
            ("%h %{Referer %r", 5, "the brace is not closed"),
            ("%h %", 4, "broken off"),
            ("log_format x '$time_local", 14, "the quote is not closed"),
            ("log_format x escape=xml '$time_local $request $status';", 14, "nginx has no escape=xml"),
            ("LogFormat", nil, "no string"),
        ] as [(String, Int?, String)]
    )
    func saysWhatIsWrong(option: String, column: Int?, text: String) throws {
        let error = try #require(throws: LogFormatError.self) { try LogFormat(option: option) }
        #expect(error.text.contains(text), "\(error)")
        #expect(error.column == column)
        #expect(!error.wayOut.isEmpty)
    }
}
