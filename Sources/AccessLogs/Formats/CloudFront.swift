/// CloudFront's standard log: W3C extended, fields parted by tabs, in files of their own with a header each.
///
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
///
///     #Version: 1.0
///     #Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status …
///     2024-01-16	23:56:42	CMH68-P2	214182	1.2.3.4	GET	d19xqa3lc3clo8.cloudfront.net	/a.crate	200	…
///
/// Traps: columns are found by name, and a header may come again in the middle (files are often joined); a part of a
/// file has no header, so the order of the documentation is taken; the host that the viewer asked is `x-host-header`,
/// `cs(Host)` is the distribution's; the path is encoded, often twice; status `000` means that the viewer had gone.
/// `sc-bytes` counts headers. Lines under a header of another version are refused, since nothing is known of them.
enum CloudFront {
    static let format = LogFormat(
        "cloudfront",
        ColumnLayout(
            header: .directives,
            separator: UInt8(ascii: "\t"),
            escaping: .percent,
            fields: [
                "date": .date, "time": .clock, "sc-bytes": .wireBytes, "c-ip": .client, "cs-method": .method,
                "cs(host)": .bucket, "cs-uri-stem": .path, "sc-status": .status, "cs(referer)": .referer,
                "cs(user-agent)": .userAgent, "cs-uri-query": .query, "x-host-header": .host,
                "x-forwarded-for": .forwardedFor,
            ],
            standard: [
                "date", "time", "x-edge-location", "sc-bytes", "c-ip", "cs-method", "cs(host)", "cs-uri-stem",
                "sc-status", "cs(referer)", "cs(user-agent)", "cs-uri-query", "cs(cookie)", "x-edge-result-type",
                "x-edge-request-id", "x-host-header",
            ]
        )
    )
}
