/// A format string of Envoy's access log, as it stands in `text_format_source` or in Istio's `accessLogFormat`.
///
/// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#format-strings
///
///     [%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %BYTES_SENT%
///
/// Traps: nothing is escaped; `%REQ(A?B):40%` is the header A, else B, cut off at 40 bytes; the client is
/// `%DOWNSTREAM_REMOTE_ADDRESS%`, with its port or without, and the header `X-Forwarded-For` is kept beside it.
enum EnvoyFormat {
    private static let needs = FormatString.Needs(
        time: "%START_TIME%",
        request: "%REQ(:METHOD)% with %REQ(:PATH)%",
        status: "%RESPONSE_CODE%",
        known: "%DOWNSTREAM_REMOTE_ADDRESS%, %BYTES_SENT%, %REQ(:AUTHORITY)%, %REQ(REFERER)%, %REQ(USER-AGENT)%, "
            + "%REQ(X-FORWARDED-FOR)%"
    )

    /// Whether an operator stands in the text that no format without a time and a request can be without.
    static func hasOperators(_ source: [UInt8]) -> Bool {
        source.span.contains("%START_TIME") || source.span.contains("%REQ(") || source.span.contains("%RESPONSE_CODE%")
    }

    static func format(string source: [UInt8]) throws(LogFormatError) -> LogFormat {
        var source = source
        // YAML writes the line's end as an escape.
        if source.suffix(2) == Array(#"\n"#.utf8) {
            source.removeLast(2)
        }
        var text = FormatText()
        text.append(source[...])
        return try FormatString.compile("envoy", pieces(text), .none, needs)
    }

    private static func pieces(_ text: FormatText) throws(LogFormatError) -> [TemplatePiece] {
        let bytes = text.bytes
        var pieces: [TemplatePiece] = []
        var index = 0
        while index < bytes.count {
            let column = bytes[index].column
            guard bytes[index].value == UInt8(ascii: "%") else {
                let spelling = text.text(index..<index + 1)
                pieces.append(
                    TemplatePiece(content: .literal([bytes[index].value]), column: column, spelling: spelling)
                )
                index += 1
                continue
            }
            let end = try end(of: text, operatorAt: index)
            let spelling = text.text(index..<end)
            for content in try contents(spelling.dropFirst().dropLast(), column: column) {
                pieces.append(TemplatePiece(content: content, column: column, spelling: spelling))
            }
            index = end
        }
        return pieces
    }

    /// Where the text behind an operator begins. A time's own format, in parentheses, holds percent signs too.
    private static func end(of text: FormatText, operatorAt start: Int) throws(LogFormatError) -> Int {
        var isInside = false
        for index in (start + 1)..<text.bytes.count {
            switch text.bytes[index].value {
            case UInt8(ascii: "("): isInside = true
            case UInt8(ascii: ")"): isInside = false
            case UInt8(ascii: "%") where !isInside: return index + 1
            default: break
            }
        }
        throw LogFormatError(
            text: "the operator is not closed",
            column: text.bytes[start].column,
            wayOut: "write it like %REQ(USER-AGENT)%, with a percent sign at both ends"
        )
    }

    /// What an operator writes into a line: its name, with an argument in parentheses and a length behind a colon.
    private static func contents(_ text: Substring, column: Int) throws(LogFormatError) -> [TemplatePiece.Content] {
        let name = text.prefix { $0 != "(" && $0 != ":" }
        let argument = text.dropFirst(name.count + 1).prefix { $0 != ")" }
        switch name {
        case "": return [.literal([UInt8(ascii: "%")])]
        case "START_TIME":
            return argument.isEmpty
                ? [.field(.isoTime, rank: 0)] : try ApacheTime.contents(String(argument), column: column)
        case "RESPONSE_CODE": return [.field(.status, rank: 0)]
        case "BYTES_SENT": return [.field(.bytes, rank: 0)]
        case "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT": return [.field(.client, rank: 0)]
        case "DOWNSTREAM_REMOTE_ADDRESS": return [.field(.clientAndPort, rank: 1)]
        case "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT": return [.field(.client, rank: 2)]
        case "DOWNSTREAM_DIRECT_REMOTE_ADDRESS": return [.field(.clientAndPort, rank: 3)]
        case "REQ": return [header(argument)]
        default: return [.field(.skip, rank: 0)]
        }
    }

    private static func header(_ names: Substring) -> TemplatePiece.Content {
        for name in names.split(separator: "?") {
            switch name.lowercased() {
            case ":method": return .field(.method, rank: 0)
            case ":path": return .field(.target, rank: 0)
            case ":authority", "host": return .field(.host, rank: 0)
            case "referer": return .field(.referer, rank: 0)
            case "user-agent": return .field(.userAgent, rank: 0)
            case "x-forwarded-for": return .field(.forwardedFor, rank: 0)
            default: break
            }
        }
        return .field(.skip, rank: 0)
    }
}
