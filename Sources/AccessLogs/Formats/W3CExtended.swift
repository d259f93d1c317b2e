/// W3C extended log files of IIS and other servers: fields parted by spaces, named by a header.
///
/// https://www.w3.org/TR/WD-logfile.html and
/// https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging
///
///     #Version: 1.0
///     #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status
///     2024-01-16 23:56:42 10.0.0.5 GET /v2/ - 443 - 1.2.3.4 docker/24.0.5+go/go1.20.6+os/linux 401     (one line)
///
/// Traps: nothing but the header says which columns there are, so a part of a file is not read; the header comes again
/// whenever the server starts; times are UTC; in the user agent a `+` stands for a space, and for a plus too; the host,
/// the bytes and the referer are no default. `sc-bytes` counts headers. Where there is no date column, `#Date:` says it.
enum W3CExtended {
    static let format = LogFormat(
        "w3c",
        ColumnLayout(
            header: .directives,
            separator: UInt8(ascii: " "),
            escaping: .plus,
            fields: [
                "date": .date, "time": .clock, "sc-bytes": .wireBytes, "c-ip": .client, "cs-method": .method,
                "cs-uri-stem": .path, "cs-uri": .target, "cs-uri-query": .query, "sc-status": .status,
                "cs-host": .host, "cs(host)": .host, "cs(referer)": .referer, "cs(user-agent)": .userAgent,
                "x-forwarded-for": .forwardedFor, "cs(x-forwarded-for)": .forwardedFor,
            ],
            standard: []
        )
    )
}
