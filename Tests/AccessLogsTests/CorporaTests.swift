import AccessLogs
import Testing

struct CorporaTests {
    /// File, format, records, rejects, skipped lines.
    static let files: [(String, String, Int, Int, Int)] = [
        ("apache-combined/elastic-apache_logs", "combined", 10_000, 0, 0),
        ("apache-combined/lnav-logfile_access_log.0", "combined", 3, 0, 0),
        ("apache-combined/lnav-logfile_bad_access_log.0", "combined", 2, 1, 0),
        ("apache-combined/mtail-apache-combined.log", "combined", 5, 0, 0),
        ("apache-combined/crowdsec-apache2-logs.log", "combined", 4, 3, 2),
        ("apache-common/mtail-apache-common.log", "common", 3, 0, 0),
        ("apache-vhost/jwodder-vhost_combined.log", "vhost-combined", 6, 1, 0),
        ("nginx-combined/lnav-zanbil-1000.log", "combined", 1000, 0, 0),
        ("nginx-combined/crowdsec-http-dos-bypass-cache.log", "combined", 356, 0, 0),
        ("nginx-combined/crowdsec-nginx_http-logs.log", "combined", 4, 4, 1),
        ("nginx-custom/crowdsec-nginx-proxy-manager-logs.log", "nginx-proxy-manager", 11, 1, 2),
        ("traefik-clf/crowdsec-traefik_clf.log", "traefik", 7, 0, 2),
        ("aws-alb/crowdsec-aws-alb-http-bad-user-agent.log", "alb", 4, 0, 0),
        ("aws-alb/crowdsec-aws-alb-logs.log", "alb", 14, 0, 0),
        ("aws-alb/lambda-promtail-alb.log.gz", "alb", 2, 0, 0),
        ("gcs-usage/kanjiapi_usage_1.csv", "gcs-usage", 2, 0, 1),
        ("fastly-pipe/linehaul-simple.log.gz", "fastly-pipe", 3, 0, 0),
        ("nexus-request/hax0sen-request.log", "nexus", 4, 0, 0),
        ("nexus-request/hax0sen-request-2024-08-20.log.gz", "nexus", 3, 0, 0),
        ("nexus-request/hax0sen-request-2024-08-21.log.gz", "nexus", 3, 1, 0),
        ("nexus-request/hax0sen-request-2024-08-22.log.gz", "nexus", 3, 0, 0),
        ("haproxy/crowdsec-haproxy-logs.log", "haproxy", 2, 0, 3),
        ("cloudfront-w3c/lambda-promtail-cloudfront.log.gz", "cloudfront", 2, 0, 2),
        ("gcp-lb-json/otel-global_external_application_load_balancer.ndjson", "google-lb", 1, 0, 0),
        ("s3-access/dandi-2020-01-01-05-06-35-0123456789ABCDEF", "s3-access", 3, 0, 0),
        ("s3-access/lambda-promtail-s3.log", "s3-access", 1, 0, 0),
        ("cloudfront-w3c/cratesio-basic.log", "cloudfront", 20, 0, 2),
        ("cloudfront-w3c/cratesio-percent-encoding.log", "cloudfront", 3, 0, 2),
        ("cloudfront-w3c/crowdsec-aws-cloudfront-logs.log", "cloudfront", 2, 0, 0),
        ("local-servers/nginx-combined.log", "combined", 104, 0, 0),
        ("local-servers/nginx-vhost-xff.log", "vhost-combined", 104, 0, 0),
        ("local-servers/apache-combined.log", "combined", 97, 0, 0),
        ("local-servers/apache-common.log", "common", 97, 0, 0),
        ("local-servers/registry-text.log", "distribution", 504, 0, 507),
    ]

    @Test(arguments: files)
    func countsAreAsExpected(file: (path: String, name: String, records: Int, rejects: Int, skipped: Int)) throws {
        guard let bytes = try Corpora.bytes(file.path) else {
            return
        }
        #expect(detectedName(bytes) == file.name)
        let parsed = Parsed(bytes, as: try LogFormat(option: file.name))
        #expect(parsed.records.count == file.records)
        #expect(parsed.rejects.count == file.rejects)
        #expect(parsed.skipped == file.skipped)
        #expect(parsed.lines == file.records + file.rejects + file.skipped)
    }

    @Test func elasticIsCountedAsByItsPeers() throws {
        guard let bytes = try Corpora.bytes("apache-combined/elastic-apache_logs") else {
            return
        }
        let records = Parsed(bytes, as: try LogFormat(option: "combined")).records
        #expect(Set(records.map(\.client)).count == 1753)
        #expect(records.count { $0.status == 200 } == 9126)
        #expect(records.count { $0.status == 206 } == 45)
    }

    @Test func cratesAreCountedAsByCratesIO() throws {
        guard let basic = try Corpora.bytes("cloudfront-w3c/cratesio-basic.log"),
            let encoded = try Corpora.bytes("cloudfront-w3c/cratesio-percent-encoding.log")
        else {
            return
        }
        let downloads = Parsed(basic, as: try LogFormat(option: "cloudfront")).records.filter {
            $0.method == "GET" && $0.status == 200 && $0.userAgent?.hasPrefix("cargo") == true
        }
        #expect(downloads.count == 19)
        let quickError = downloads.filter { $0.path?.hasSuffix("/quick-error-1.2.3.crate") == true }
        #expect(quickError.count { $0.time / 86_400 == 19_738 } == 2)
        #expect(quickError.count { $0.time / 86_400 == 19_739 } == 1)
        #expect(downloads.allSatisfy { $0.host == "static.crates.io" })
        let paths = Parsed(encoded, as: try LogFormat(option: "cloudfront")).records.compactMap(\.path)
        #expect(paths.allSatisfy { $0.contains("/zstd-sys-2.0.8%2Bzstd") || $0.contains("/zstd-sys-2.0.8+zstd") })
    }

    /// Each server wrote the same client's agent in its own way.
    @Test(arguments: [
        ("nginx-combined.log", "combined"), ("nginx-vhost-xff.log", "vhost-combined"),
        ("apache-combined.log", "combined"), ("registry-text.log", "distribution"),
    ])
    func theSameAgentEverywhere(file: String, format: String) throws {
        guard let bytes = try Corpora.bytes("local-servers/" + file) else {
            return
        }
        let agents = Parsed(bytes, as: try LogFormat(option: format)).records.compactMap(\.userAgent)
        #expect(agents.contains { $0.hasSuffix(#"UpstreamClient(Docker-Client/20.10.24+dfsg1 \(linux\))"#) })
        #expect(agents.contains(#"odd "quoted" \back ua"#))
    }

    @Test(arguments: [
        (
            "apache-vhost/mtail-lighttpd_access.log",
            #"%V %h %u %t "%r" %>s %b %I %O %T "%{Referer}i" "%{User-Agent}i""#, 19
        ),
        (
            "nginx-custom/crowdsec-nginx-proxy-manager-logs.log",
            "[$time_local] $upstream_cache_status $upstream_status $status - $request_method $scheme $host "
                + #""$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio] "#
                + #"[Sent-to $server] "$http_user_agent" "$http_referer""#, 6
        ),
        (
            "local-servers/nginx-vhost-xff.log",
            "log_format vhostx '$host:$server_port $remote_addr - $remote_user [$time_local] \"$request\" $status '\n"
                + "'$body_bytes_sent \"$http_referer\" \"$http_user_agent\" $request_time \"$http_x_forwarded_for\"';",
            104
        ),
        (
            "local-servers/apache-combined.log",
            #"LogFormat "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" combined"#, 97
        ),
    ])
    func formatStrings(file: String, format: String, records: Int) throws {
        guard let bytes = try Corpora.bytes(file) else {
            return
        }
        let parsed = Parsed(bytes, as: try LogFormat(option: format))
        #expect(parsed.records.count == records)
    }

    /// One line of these is combined, which is not enough.
    @Test func anotherFormatIsNotTakenForOneOfOurs() throws {
        guard let bytes = try Corpora.bytes("nginx-custom/crowdsec-nginx-proxy-manager-logs.log") else {
            return
        }
        let other = String(decoding: bytes, as: UTF8.self).replacing("[Client ", with: "[Peer ")
        #expect(detectedName(Array(other.utf8)).hasPrefix("unknown"))
    }

    /// The registry's own log, cut after every so many lines: the same requests.
    @Test(arguments: [1, 2, 7, 64, 500])
    func theRegistrysLogInPieces(lines: Int) throws {
        guard let bytes = try Corpora.bytes("local-servers/registry-text.log") else {
            return
        }
        let format = try LogFormat(option: "distribution")
        let cuts = newlineCuts(bytes).enumerated().filter { $0.offset % lines == lines - 1 }.map(\.element)
        let whole = Parsed(bytes, as: format)
        let pieces = Parsed(bytes, as: format, cuts: cuts)
        #expect(pieces.records.count == whole.records.count && Set(pieces.records) == Set(whole.records))
        #expect(pieces.skipped == whole.skipped)
        #expect(pieces.lines == whole.lines)
        // The host is what only the logrus line knows: twelve failed requests have none.
        #expect(whole.records.count { $0.host == nil } == 12)
    }

    /// The same requests stand in the logs of the registry's front and, by their port, in its own.
    @Test func theRegistrysLogAgreesWithItsFront() throws {
        guard let registry = try Corpora.bytes("local-servers/registry-text.log"),
            let front = try Corpora.bytes("local-servers/nginx-vhost-xff.log")
        else {
            return
        }
        let behind = Parsed(registry, as: try LogFormat(option: "distribution")).records.filter {
            $0.host == "127.0.0.1:5080" && $0.path?.hasPrefix("/v2/") == true
        }
        let before = Parsed(front, as: try LogFormat(option: "vhost-combined")).records.filter {
            $0.host == "127.0.0.1:5080" && $0.path?.hasPrefix("/v2/") == true
        }
        let blobs = { (records: [ParsedRecord]) in
            records.filter { $0.method == "GET" && $0.path?.contains("/blobs/sha256:") == true }.compactMap(\.path)
                .sorted()
        }
        #expect(!blobs(before).isEmpty)
        #expect(blobs(behind) == blobs(before))
    }
}
