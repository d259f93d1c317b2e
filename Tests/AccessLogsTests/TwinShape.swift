import AccessLogs

/// A line's shape as text: `<name>` is a field, all else stands as it is.
struct TwinShape {
    var pattern: String
    var escaping = Escaping.backslash
    var mayBeQuoted = false
    /// From this field on (from 0) the line may end.
    var optionalFrom = Int.max
    var agentQuoteFromEnd = 0
    var lastQuoteMayMiss = true
    var endsAtFirstQuote = false
    var refusesShiftedUser = false
    var refusesAbsentClient = false
    var isNoRequest = false

    /// A field, and the text behind it.
    struct Place {
        var name: String
        var end: [UInt8]
        var isQuoted: Bool
        var isLast: Bool

        /// Whether it is a time or a number, which show where they end.
        var isNumber: Bool {
            ["clf", "iso", "dotted", "rfc", "compact", "status", "bytes"].contains(name)
        }
    }

    var prefix: [UInt8] {
        Array(pattern.prefix { $0 != "<" }.utf8)
    }

    var places: [Place] {
        let parts = pattern.split(separator: "<", omittingEmptySubsequences: false).dropFirst()
        var before = prefix
        return parts.enumerated().map { index, part in
            let words = part.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            let end = Array(words[1].utf8)
            let quote = UInt8(ascii: "\"")
            defer { before = end }
            return Place(
                name: String(words[0]),
                end: end,
                isQuoted: before.last == quote && end.first == quote,
                isLast: index == parts.count - 1
            )
        }
    }

    static let shapes: [String: [TwinShape]] = [
        "combined": [combined],
        "common": [TwinShape(pattern: head + line, refusesShiftedUser: true)],
        "vhost-combined": [
            TwinShape(
                pattern: "<host> " + combined.pattern,
                refusesShiftedUser: true,
                refusesAbsentClient: true
            )
        ],
        "s3-access": [
            TwinShape(
                pattern: "<skip> <bucket> [<clf>] <client> <skip> <skip> <skip> <key> <request> <status> <skip> "
                    + "<bytes> <skip> <skip> <skip> <referer> <agent> <skip> <skip> <skip> <skip> <skip> <host> ",
                escaping: .none,
                mayBeQuoted: true,
                optionalFrom: 16
            )
        ],
        "alb": [
            TwinShape(
                pattern: "<word> <iso> <skip> <address> <skip> <skip> <skip> <skip> <status> <skip> <skip> <bytes> "
                    + "\"<request>\" \"<agent>\"",
                optionalFrom: 13
            )
        ],
        "fastly-pipe": [
            TwinShape(
                pattern: "<word>|<word>, <rfc> GMT|<skip>|<target>|<skip>|<skip>|<skip>|<skip>|<skip>|<nullable>",
                escaping: .none
            )
        ],
        "quay": [
            TwinShape(
                pattern: "<client> (<true>) - <user> [<clf>] \"<request>\" <status> <bytes> \"<referer>\" \"<agent>\"",
                endsAtFirstQuote: true
            )
        ],
        "nginx-proxy-manager": [
            proxyManager("<word> <number> ", "[Sent-to <skip>] "), proxyManager("", ""),
            proxyManager("<word> <number>, <number> ", "[Sent-to <skip>] "),
        ],
        "artifactory": [
            TwinShape(
                pattern: "<iso>|<word>|<client>|<skip>|<method>|<target>|<status>|<number>|<bytes>|<number>|<agent>",
                escaping: .none,
                optionalFrom: 9
            ),
            TwinShape(
                pattern: "<compact>|<number>|<word>|<client>|<skip>|<method>|<target>|<word>|<status>|<bytes>",
                escaping: .none
            ),
        ],
        "nexus": [
            " <number> <bytes> <number> \"<agent>\" [<skip>]", " <bytes> <number> \"<agent>\" [<skip>]",
            " <number> <bytes> <number> \"<agent>\"", " <bytes> <number> \"<agent>\"",
        ].map {
            TwinShape(
                pattern: "<client> <skip> [<clf>] \"<request>\" <status>" + $0,
                escaping: .none,
                agentQuoteFromEnd: 1
            )
        } + [
            TwinShape(
                pattern: "<client> <word> [<clf>] \"<request>\" <status> <bytes> <number>",
                escaping: .none
            )
        ],
        "envoy": [
            envoy("<number> <bytes> <number> <number>", ""),
            envoy(
                "<word> <word> \"<skip>\" <number> <bytes> <number> <number>",
                " <word> <word> <word> <address> <word> <skip>"
            ),
            TwinShape(pattern: "[<iso>][<number>][<skip>", escaping: .none, isNoRequest: true),
        ],
        "traefik": [
            TwinShape(
                pattern: combined.pattern + " <number> \"<skip>\" \"<skip>\" <word>ms",
                escaping: .none,
                agentQuoteFromEnd: 5,
                refusesShiftedUser: true
            )
        ],
        "haproxy": ["", "{<captures>} {<skip>} ", "{<captures>} "].map {
            TwinShape(
                pattern:
                    "<address> [<dotted>] <word> <word> <word> <status> <bytes> <word> <word> <word> <word> <word> "
                    + $0 + "\"<request>\"",
                escaping: .hash,
                lastQuoteMayMiss: false
            )
        } + [TwinShape(pattern: "<address> [<dotted>] <word>: <skip>", isNoRequest: true)],
    ]

    private static let head = "<client> <skip> <user> [<clf>] "
    private static let line = "\"<request>\" <status> <bytes>"
    private static let combined = TwinShape(
        pattern: head + line + " \"<referer>\" \"<agent>\"",
        refusesShiftedUser: true
    )

    private static func proxyManager(_ upstream: String, _ sentTo: String) -> TwinShape {
        TwinShape(
            pattern: "[<clf>] " + upstream + "<status> - <method> <word> <host> \"<target>\" [Client <client>] "
                + "[Length <bytes>] [Gzip <word>] " + sentTo + "\"<agent>\" \"<referer>\"",
            endsAtFirstQuote: true
        )
    }

    private static func envoy(_ middle: String, _ end: String) -> TwinShape {
        TwinShape(
            pattern: "[<iso>] \"<request>\" <status> <word> " + middle
                + " \"<forwarded>\" \"<agent>\" \"<skip>\" \"<host>\" \"<skip>\"" + end,
            escaping: .none,
            agentQuoteFromEnd: 7
        )
    }
}
