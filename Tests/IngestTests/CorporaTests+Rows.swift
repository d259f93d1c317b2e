import AccessLogs

extension CorporaTests {
    static let json = [
        Row(file: "caddy-json/crowdsec-caddy-basic-auth-bf.log", format: "caddy", lines: 6),
        Row(file: "caddy-json/crowdsec-caddy-logs.log", format: "caddy", lines: 12, skipped: 2),
        Row(file: "caddy-json/lnav-caddy.0", format: "caddy", lines: 39, skipped: 35),
        Row(file: "caddy-json/lnav-caddy.1", format: "caddy", lines: 4),
        Row(file: "cloudflare-logpush/lnav-cloudflare.1", format: "cloudflare", lines: 15),
        Row(file: "cloudflare-logpush/lnav-cloudflare.json", format: "cloudflare", lines: 1),
        Row(file: "envoy/crowdsec-envoy-http-crawl-non_statics.log", format: "envoy", lines: 41),
        Row(file: "envoy/crowdsec-envoy-logs.log", format: "envoy", lines: 10),
        Row(file: "fastly-json/cratesio-basic.log", format: "fastly-json", lines: 23),
        Row(file: "fastly-json/cratesio-percent-encoding.log", format: "fastly-json", lines: 2),
        // One object lacks its last bracket.
        Row(
            file: "fastly-json/cratesio-recoverable-errors.log",
            format: "fastly-json",
            lines: 7,
            rejected: [.badJSON: 1]
        ),
        Row(file: "fastly-json/cratesio-unrelated-traffic.log", format: "fastly-json", lines: 5),
        Row(file: "fastly-json/kirby-fastly_json_1000.log", format: "fastly-json", lines: 1000),
        Row(file: "fastly-json/kirby-sample_10.log", format: "fastly-json", lines: 10),
        Row(file: "fastly-json/kirby-sample_10_dups.log", format: "fastly-json", lines: 20),
        Row(
            file: "gcp-lb-json/otel-global_external_application_load_balancer.ndjson",
            format: "google-lb",
            lines: 1
        ),
        Row(file: "local-servers/caddy-json.log", format: "caddy", lines: 83),
        // A program's debugging, of which no line is a request.
        Row(file: "traefik-json/crowdsec-tcpudp-flood-traefik.log", format: "traefik", lines: 1226, skipped: 1226),
        Row(file: "traefik-json/crowdsec-traefik_base-http-scenario.log", format: "traefik", lines: 80),
        Row(
            file: "traefik-json/crowdsec-traefik_json.log",
            format: "traefik",
            lines: 7,
            rejected: [.tooFewFields: 1]
        ),
    ]

    static let text = [
        // Lines of other formats: a host in front, no user agent; an error log's are skipped.
        Row(
            file: "apache-combined/crowdsec-apache2-logs.log",
            format: "combined",
            lines: 9,
            rejected: [.tooFewFields: 1, .notThisFormat: 2],
            skipped: 2
        ),
        Row(file: "apache-combined/elastic-apache_logs", format: "combined", lines: 10_000),
        Row(file: "apache-combined/lnav-logfile_access_log.0", format: "combined", lines: 3),
        Row(
            file: "apache-combined/lnav-logfile_bad_access_log.0",
            format: "combined",
            lines: 3,
            rejected: [.tooFewFields: 1]
        ),
        Row(file: "apache-combined/lnav-playground-access_log.gz", format: "combined", lines: 2492),
        Row(file: "apache-combined/mtail-apache-combined.log", format: "combined", lines: 5),
        Row(file: "apache-common/mtail-apache-common.log", format: "common", lines: 3),
        Row(
            file: "apache-vhost/jwodder-vhost_combined.log",
            format: "vhost-combined",
            lines: 7,
            rejected: [.tooFewFields: 1]
        ),
        // lighttpd's, with the host in front of the client, which nothing tells but its format string.
        Row(
            file: "apache-vhost/mtail-lighttpd_access.log",
            format: "apache",
            lines: 19,
            option: #"%V %h %u %t "%r" %>s %b %I %O %T "%{Referer}i" "%{User-Agent}i""#
        ),
        Row(file: "aws-alb/crowdsec-aws-alb-http-bad-user-agent.log", format: "alb", lines: 4),
        Row(file: "aws-alb/crowdsec-aws-alb-logs.log", format: "alb", lines: 14),
        Row(file: "aws-alb/lambda-promtail-alb.log.gz", format: "alb", lines: 2),
        Row(file: "cloudfront-w3c/cratesio-basic.log", format: "cloudfront", lines: 22, skipped: 2),
        Row(file: "cloudfront-w3c/cratesio-percent-encoding.log", format: "cloudfront", lines: 5, skipped: 2),
        Row(file: "cloudfront-w3c/crowdsec-aws-cloudfront-logs.log", format: "cloudfront", lines: 2),
        Row(file: "cloudfront-w3c/lambda-promtail-cloudfront.log.gz", format: "cloudfront", lines: 4, skipped: 2),
        Row(file: "fastly-pipe/linehaul-simple.log.gz", format: "fastly-pipe", lines: 3),
        Row(file: "gcs-usage/kanjiapi_usage_1.csv", format: "gcs-usage", lines: 3, skipped: 1),
        // Three handshakes that failed are no requests.
        Row(file: "haproxy/crowdsec-haproxy-logs.log", format: "haproxy", lines: 5, skipped: 3),
        Row(file: "harbor/crowdsec-harbor-logs.log", format: "harbor", lines: 2, skipped: 2),
        Row(file: "local-servers/apache-combined.log", format: "combined", lines: 97),
        Row(file: "local-servers/apache-common.log", format: "common", lines: 97),
        Row(file: "local-servers/nginx-combined.log", format: "combined", lines: 104),
        Row(file: "local-servers/nginx-combined.log.gz", format: "combined", lines: 104),
        Row(file: "local-servers/nginx-vhost-xff.log", format: "vhost-combined", lines: 104),
        Row(file: "local-servers/registry-text.log", format: "distribution", lines: 1011, skipped: 507),
        Row(file: "nexus-request/hax0sen-request-2024-08-20.log.gz", format: "nexus", lines: 3),
        // A line was cut off within its request.
        Row(
            file: "nexus-request/hax0sen-request-2024-08-21.log.gz",
            format: "nexus",
            lines: 4,
            rejected: [.unterminatedQuote: 1]
        ),
        Row(file: "nexus-request/hax0sen-request-2024-08-22.log.gz", format: "nexus", lines: 3),
        Row(file: "nexus-request/hax0sen-request.log", format: "nexus", lines: 4),
        Row(file: "nginx-combined/crowdsec-http-dos-bypass-cache.log", format: "combined", lines: 356),
        // Lines of other formats: a host in front, no user; an error log's are skipped.
        Row(
            file: "nginx-combined/crowdsec-nginx_http-logs.log",
            format: "combined",
            lines: 9,
            rejected: [.notThisFormat: 3, .tooFewFields: 1],
            skipped: 1
        ),
        Row(file: "nginx-combined/lnav-zanbil-1000.log", format: "combined", lines: 1000),
        // A combined line stands between, and errors.
        Row(
            file: "nginx-custom/crowdsec-nginx-proxy-manager-logs.log",
            format: "nginx-proxy-manager",
            lines: 14,
            rejected: [.notThisFormat: 1],
            skipped: 2
        ),
        Row(file: "s3-access/dandi-2020-01-01-05-06-35-0123456789ABCDEF", format: "s3-access", lines: 3),
        Row(file: "s3-access/lambda-promtail-s3.log", format: "s3-access", lines: 1),
        Row(file: "traefik-clf/crowdsec-traefik_clf.log", format: "traefik", lines: 9, skipped: 2),
    ]
}
